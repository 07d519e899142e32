export {
  type Cell,
  readTable,
  refusals as tableRefusals,
  type TableFormat,
  writeTable,
} from './service.ts';
