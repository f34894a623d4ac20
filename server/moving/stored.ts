import * as v from 'valibot';

/** JSON out of a column. @throws SyntaxError or ValiError where it is none, or of another shape. */
export function json<S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> {
  return v.parse(schema, JSON.parse(text));
}

/** Whether the members of an object that are named have these values. */
export function agree<T extends object>(object: T, values: Partial<T>): boolean {
  return Object.entries(values).every(([name, value]) => object[name as keyof T] === value);
}
