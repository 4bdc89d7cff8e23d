import { ProtocolError } from './protocol-error.ts';

/** The service answered with success, but what it says cannot be read. It may have done what it was asked to. */
export class UnreadableAnswerError extends ProtocolError {}
