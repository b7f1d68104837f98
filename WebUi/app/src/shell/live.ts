import { HttpTransportType, type HubConnection, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';

/**
 * A connection to /live that comes back by itself. WebSockets without negotiation, so that any replica may answer.
 * @param onConnected also called after every reconnection, when notices may have been missed
 */
export function connectLive(handlers: {
  on: Record<string, (event: never) => void>;
  onConnected?: () => void;
  onLost?: () => void;
}): HubConnection {
  const connection = new HubConnectionBuilder()
    .withUrl('/live', { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => delayMs(previousRetryCount) })
    .configureLogging(LogLevel.None)
    .build();
  for (const [name, handler] of Object.entries(handlers.on)) connection.on(name, handler);
  connection.onreconnecting(() => handlers.onLost?.());
  connection.onreconnected(() => handlers.onConnected?.());

  let tries = 0;
  const start = (): void => void connection.start().then(() => handlers.onConnected?.(), () => {
    handlers.onLost?.();
    setTimeout(start, delayMs(tries++));
  });
  start();
  return connection;
}

const delayMs = (tries: number) => Math.min(30_000, 1000 * 2 ** tries) * (0.75 + Math.random() / 2);
