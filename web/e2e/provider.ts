import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a provider of OpenID Connect knows of this server. */
export const client = { id: "dixian", secret: "a secret of the tests" };

/** A provider where whoever comes says who they are, and is believed. */
export interface Provider {
  issuer: string;
  close: () => Promise<unknown>;
}

/**
 * Starts a provider: discovery, keys, a page that asks for a name, codes that hold once
 * and only for who began (PKCE), and ID tokens signed with RS256. It stands at another
 * site than the product, as a real one does.
 *
 * Sources: OpenID Connect Core 1.0, §3.1; RFC 7636; RFC 7515.
 */
export async function provide(): Promise<Provider> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const codes = new Map<string, { asked: URLSearchParams; name: string }>();
  let issuer = "";

  const signed = (claims: object) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const text = `${part({ alg: "RS256", kid: "k" })}.${part(claims)}`;
    return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
  };

  const token = async (request: IncomingMessage) => {
    let sent = "";
    for await (const chunk of request) sent += chunk;
    const form = new URLSearchParams(sent);
    const code = form.get("code") ?? "";
    const given = codes.get(code);
    codes.delete(code);
    const basic = Buffer.from(
      `${encodeURIComponent(client.id)}:${encodeURIComponent(client.secret).replaceAll("%20", "+")}`,
    );
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const good =
      given &&
      request.headers.authorization === `Basic ${basic.toString("base64")}` &&
      given.asked.get("code_challenge_method") === "S256" &&
      given.asked.get("code_challenge") === challenge &&
      given.asked.get("redirect_uri") === form.get("redirect_uri");
    if (!good) return undefined;
    const now = Math.floor(Date.now() / 1000);
    return {
      access_token: "a",
      token_type: "Bearer",
      id_token: signed({
        iss: issuer,
        aud: client.id,
        sub: given.name,
        iat: now,
        exp: now + 60,
        nonce: given.asked.get("nonce"),
        preferred_username: given.name,
      }),
    };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", issuer);
    const json = (body: object) =>
      response.setHeader("Content-Type", "application/json").end(JSON.stringify(body));
    const name = url.searchParams.get("name");
    const to = (more: Record<string, string>) => {
      const back = new URL(url.searchParams.get("redirect_uri") ?? "");
      for (const [key, value] of Object.entries(more)) back.searchParams.set(key, value);
      back.searchParams.set("state", url.searchParams.get("state") ?? "");
      response.writeHead(302, { Location: back.href }).end();
    };
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return json({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          id_token_signing_alg_values_supported: ["RS256"],
        });
      case "/keys":
        return json({
          keys: [{ ...publicKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "k" }],
        });
      case "/authorize":
        if (name === null) {
          const kept = [...url.searchParams].map(
            ([k, v]) => `<input type="hidden" name="${k}" value="${v}">`,
          );
          return response
            .setHeader("Content-Type", "text/html; charset=utf-8")
            .end(`<form>${kept.join("")}<input name="name" aria-label="who"><button>in</button></form>`);
        }
        if (name === "") return to({ error: "access_denied" });
        {
          const code = randomBytes(16).toString("hex");
          codes.set(code, { asked: url.searchParams, name });
          return to({ code });
        }
      case "/token": {
        const given = await token(request);
        return given ? json(given) : response.writeHead(400).end(`{"error":"invalid_grant"}`);
      }
    }
    return response.writeHead(404).end();
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, "localhost", done));
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  return { issuer, close: () => new Promise((done) => server.close(done)) };
}
