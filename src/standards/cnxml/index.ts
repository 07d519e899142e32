export { importCnxml, isCnxml } from './service.ts';
