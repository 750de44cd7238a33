import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

export interface LoopbackProxy {
  readonly port: number;
  close(): void;
}

/** A CONNECT proxy that leads every host name to one loopback port: nothing leaves the machine. */
export async function startLoopbackProxy(target: number): Promise<LoopbackProxy> {
  const server = createServer((_request, response) => response.writeHead(502).end());
  server.on('connect', (_request, client) => {
    const upstream = connect(target, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client);
      client.pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
