import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { searchLanguages } from '../../config.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../lib/input.ts';
import { assertMaySetLanguage } from './policy.ts';
import { searchTenants } from './table.ts';

const setSearchLanguageInput = z.object({
  language: z.enum(searchLanguages.map((language) => language.toUpperCase() as Uppercase<typeof language>)),
});

type SetSearchLanguageInput = z.input<typeof setSearchLanguageInput>;

/** Sets what the tenant's messages are indexed by. The index is made anew by its consumer, in steps. */
export async function setSearchLanguage(ctx: Context, input: SetSearchLanguageInput) {
  assertMaySetLanguage(ctx.actor);
  const { language } = parseInput(setSearchLanguageInput, input);
  const stored = language.toLowerCase();
  await ctx.db
    .insert(searchTenants)
    .values({ tenantId: ctx.actor.tenantId, language: stored })
    .onConflictDoUpdate({
      target: searchTenants.tenantId,
      set: { language: stored },
      setWhere: sql`${searchTenants.language} is distinct from ${stored}`,
    });
  return language;
}
