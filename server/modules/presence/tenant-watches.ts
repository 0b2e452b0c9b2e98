import type { Realtime } from '../../realtime/realtime.ts';

/** One watch of a tenant's changes, for as long as anybody holds it. */
export function createTenantWatches(realtime: Realtime, onChange: (tenantId: string, userId: string) => void) {
  const tenants = new Map<string, { holders: number; isHeard: Promise<() => void> }>();
  return (tenantId: string): { isHeard: Promise<unknown>; release: () => void } => {
    const tenant = tenants.get(tenantId) ?? {
      holders: 0,
      isHeard: realtime.watchPrivacy(tenantId, (userId) => onChange(tenantId, userId)),
    };
    tenants.set(tenantId, tenant);
    tenant.holders += 1;
    return {
      isHeard: tenant.isHeard,
      release() {
        tenant.holders -= 1;
        if (tenant.holders > 0) return;
        if (tenants.get(tenantId) === tenant) tenants.delete(tenantId);
        tenant.isHeard.then(
          (unwatch) => unwatch(),
          () => {},
        );
      },
    };
  };
}
