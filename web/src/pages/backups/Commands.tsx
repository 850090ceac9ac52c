/** Commands of the terminal, each with what it is for. */
export function Commands({ lines }: { lines: { says: string; command: string }[] }) {
  return (
    <dl className="upkeep-commands">
      {lines.map(({ says, command }) => (
        <div key={command}>
          <dt>{says}</dt>
          <dd>
            <code>{command}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}
