/** A user of a tenant. */
export interface UserKey {
  tenantId: string;
  userId: string;
}
