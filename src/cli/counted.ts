export { counted } from '../model/counted.ts';
