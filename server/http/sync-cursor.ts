import { type DocumentNode, getOperationAST, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';
import { edgeOf } from './edge.ts';

const cursors = new WeakMap<Context, Promise<string>>();

/** The cursor that was taken before the operation began. */
export function syncCursorOf(ctx: Context): Promise<string> {
  const cursor = cursors.get(ctx);
  if (cursor === undefined) throw new Error('No cursor was taken for this operation.');
  return cursor;
}

/**
 * Takes the cursor of an operation that asks for one before anything of it is executed. Taken by the field's resolver,
 * which runs beside the others, it could be younger than what they read, and an event between the two would be lost.
 */
export function useSyncCursor(): Plugin<Context> {
  return {
    async onExecute({ args }) {
      const document: DocumentNode = args.document;
      const operation = getOperationAST(document, args.operationName);
      if (operation == null || !asksForCursor(operation, document)) return;
      const ctx: Context = args.contextValue;
      // Without an actor the guard refuses the field.
      if (edgeOf(ctx).actor === null) return;
      const cursor = ctx.realtime.readCursor(ctx.actor.tenantId);
      // A failure is the field's, not the operation's.
      await cursor.catch(() => {});
      cursors.set(ctx, cursor);
    },
  };
}

const known = new WeakMap<OperationDefinitionNode, boolean>();

function asksForCursor(operation: OperationDefinitionNode, document: DocumentNode): boolean {
  if (operation.operation !== 'query') return false;
  const before = known.get(operation);
  if (before !== undefined) return before;
  const asks = selectsCursor(operation.selectionSet, document, new Set());
  known.set(operation, asks);
  return asks;
}

function selectsCursor(selectionSet: SelectionSetNode, document: DocumentNode, visited: Set<string>): boolean {
  return selectionSet.selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === 'syncCursor';
    if (selection.kind === Kind.INLINE_FRAGMENT) return selectsCursor(selection.selectionSet, document, visited);
    const name = selection.name.value;
    if (visited.has(name)) return false;
    visited.add(name);
    const fragment = document.definitions.find(
      (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION && selectsCursor(fragment.selectionSet, document, visited);
  });
}
