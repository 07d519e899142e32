/** A thread that runs one instance and ends with it. */
import { parentPort, workerData } from 'node:worker_threads';
import { type InstanceSpec, runInstance } from './instance.ts';

parentPort?.postMessage(runInstance(workerData as InstanceSpec));
