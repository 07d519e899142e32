/** A UUID as text (RFC 9562): what an address must hold before it is asked for in a `uuid` column. */
const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => shape.test(text);
