// Renders /api/openapi.json: one block an operation, its schemas written out.
'use strict';

const make = (name, text, ...children) => {
  const e = document.createElement(name);
  if (text) e.textContent = text;
  e.append(...children);
  return e;
};

// shape writes a schema as an example of its form, references opened.
const shape = (api, schema, depth = 0, open = []) => {
  if (!schema) return '';
  if (schema.$ref) {
    const name = schema.$ref.split('/').pop();
    if (open.includes(name) || depth > 6) return name;
    return shape(api, api.components.schemas[name], depth, [...open, name]);
  }
  const pad = '  '.repeat(depth + 1);
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : schema.type;
  if (schema.properties) {
    const required = schema.required || [];
    const lines = Object.entries(schema.properties).map(([name, s]) => {
      const note = s.description ? '  // ' + s.description : '';
      return `${pad}${name}${required.includes(name) ? '' : '?'}: ${shape(api, s, depth + 1, open)}${note}`;
    });
    return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
  }
  if (schema.items) return shape(api, schema.items, depth, open) + '[]';
  if (schema.additionalProperties) return `{ [name]: ${shape(api, schema.additionalProperties, depth, open)} }`;
  if (schema.enum) return schema.enum.map((v) => JSON.stringify(v)).join(' | ');
  return type || 'any';
};

const parameters = (list) => make('table', '', ...list.map((p) => make('tr', '',
  make('th', p.name + (p.required ? ' *' : '')), make('td', p.in), make('td', (p.schema && p.schema.enum ? p.schema.enum.join(' · ') : p.schema && p.schema.type) || ''),
  make('td', p.description || (p.schema && p.schema.description) || ''))));

const operation = (api, path, method, op) => {
  const block = make('details', '', make('summary', '', make('b', method.toUpperCase()), make('code', path), document.createTextNode('　' + (op.summary || ''))));
  const roles = op['x-roles'];
  const who = roles === undefined ? '不用登录' : roles.length ? '角色：' + roles.join(' · ') : '登录即可';
  const note = make('p', who);
  note.className = 'note';
  block.append(note);
  if (op.parameters) block.append(parameters(op.parameters));
  if (op.requestBody) {
    for (const [type, content] of Object.entries(op.requestBody.content)) block.append(make('h2', '发送 ' + type), make('pre', shape(api, content.schema)));
  }
  for (const [status, answer] of Object.entries(op.responses || {})) {
    const contents = Object.entries(answer.content || {});
    if (!contents.length) block.append(make('h2', `${status} ${answer.description || ''}`));
    for (const [type, content] of contents) block.append(make('h2', `${status} ${type}`), make('pre', shape(api, content.schema)));
  }
  block.dataset.words = (path + ' ' + (op.summary || '') + ' ' + block.textContent).toLowerCase();
  return block;
};

const show = (api) => {
  document.getElementById('about').textContent = `${api.info.title} ${api.info.version}：${api.info.description || ''}`;
  const groups = new Map();
  for (const [path, item] of Object.entries(api.paths)) {
    for (const method of ['get', 'post', 'patch', 'put', 'delete']) {
      if (!item[method]) continue;
      const tag = (item[method].tags || [''])[0];
      if (!groups.has(tag)) groups.set(tag, []);
      groups.get(tag).push(operation(api, path, method, item[method]));
    }
  }
  const main = document.getElementById('operations');
  for (const [tag, blocks] of groups) main.append(make('section', '', make('h2', tag), ...blocks));
  document.getElementById('find').addEventListener('input', (e) => {
    const word = e.target.value.trim().toLowerCase();
    for (const block of main.querySelectorAll('details')) block.hidden = word !== '' && !block.dataset.words.includes(word);
  });
};

fetch('/api/openapi.json').then((r) => r.json()).then(show).catch(() => {
  document.getElementById('about').textContent = '/api/openapi.json 读不出来，请刷新再试。';
});
