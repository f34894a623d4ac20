/** What a column holds: text or a whole number, with ? where it may be NULL. */
export type ColumnKind = 'text' | 'integer' | 'text?' | 'integer?';

/** A table as it travels: its columns and its primary key. */
export type ShapeOf<T> = {
  columns: Record<keyof T & string, ColumnKind>;
  key: readonly (keyof T & string)[];
};
