import { generate } from 'selfsigned';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A throw-away self-signed certificate for every host the market plays; browsers are told to accept it. */
export async function createCertificate(hosts: readonly string[]): Promise<Certificate> {
  const altNames = ['localhost', ...hosts].map((value) => ({ type: 2 as const, value }));
  const pems = await generate([{ name: 'commonName', value: 'Flushpoint simulated market' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  return { key: pems.private, cert: pems.cert };
}
