/**
 * A *wire* carries messages of bytes between two threads, either of which may stand still until the next one comes:
 * a WebAssembly program cannot wait in any other way.
 */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';

/** What a thread gets of its end: `signal` and `other` are [messages that came, closed]. */
export interface WireEnd {
  port: MessagePort;
  signal: Int32Array;
  other: Int32Array;
}

const newSignal = () => new Int32Array(new SharedArrayBuffer(8));

export function makeWire(): [WireEnd, WireEnd] {
  const { port1, port2 } = new MessageChannel();
  const [signal, other] = [newSignal(), newSignal()];
  return [
    { port: port1, signal, other },
    { port: port2, signal: other, other: signal },
  ];
}

function ring(signal: Int32Array, index: 0 | 1): void {
  Atomics.add(signal, index, 1);
  if (index === 1) Atomics.add(signal, 0, 1);
  Atomics.notify(signal, 0);
}

export function send({ port, other }: WireEnd, bytes: Uint8Array): void {
  port.postMessage(bytes);
  ring(other, 0);
}

/** Waits; null: the wire was closed. */
export function receive({ port, signal }: WireEnd): Uint8Array | null {
  for (;;) {
    const seen = Atomics.load(signal, 0);
    const message = receiveMessageOnPort(port);
    if (message) return message.message as Uint8Array;
    if (Atomics.load(signal, 1)) return null;
    Atomics.wait(signal, 0, seen);
  }
}

/** Both ends read to the last message, then find the wire closed. */
export function close({ signal, other }: WireEnd): void {
  ring(signal, 1);
  ring(other, 1);
}
