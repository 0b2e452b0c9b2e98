import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';
import { locationAudiences, locationPrecisions } from '../../realtime/log-event.ts';
import { users } from '../users/table.ts';

/** To whom a user's position goes, and until when. Where he is stands nowhere here. Without a row: to nobody. */
export const locationSharing = pgTable(
  'location_sharing',
  {
    tenantId: key('tenant_id').notNull(),
    userId: key('user_id').notNull(),
    audience: text('audience', { enum: locationAudiences }).notNull().default('NOBODY'),
    precision: text('precision', { enum: locationPrecisions }).notNull().default('APPROXIMATE'),
    /** Names the last share: positions of another one are nobody's. Null: there never was one. */
    shareId: uuid('share_id'),
    /** When it ends by itself; null: it was stopped, or there never was one. */
    expiresAt: instant('expires_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
  ],
);

/** Whom a user has selected to see his position, where his audience is SELECTED. */
export const locationSelected = pgTable(
  'location_selected',
  {
    tenantId: key('tenant_id').notNull(),
    userId: key('user_id').notNull(),
    selectedId: key('selected_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId, t.selectedId] }),
    index('location_selected_by').on(t.tenantId, t.selectedId),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    foreignKey({ columns: [t.tenantId, t.selectedId], foreignColumns: [users.tenantId, users.id] }),
  ],
);
