import { customType } from 'drizzle-orm/pg-core';

/** A timestamp that is RFC 3339 text with milliseconds on this side, so that rows, hints and answers hold one form. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  fromDriver: (value) => new Date(value).toISOString(),
});

/** A transaction's number, as text: it exceeds what a double holds. */
export const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' });

/** An id or a key of ours: compared byte by byte, whatever the database's language. */
export const key = customType<{ data: string; driverData: string }>({ dataType: () => 'text COLLATE "C"' });
