/** Edges in CSS pixels from the viewport's top left corner. */
interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Size {
  width: number;
  height: number;
}

/** Between a popover and its button, and the viewport's edges. */
const gap = 6;

/** Where a popover stands: above its button where there is room, else below it, and always within the viewport. */
export function placePopover(anchor: Box, popover: Size, viewport: Size): { left: number; top: number } {
  const above = anchor.top - popover.height - gap;
  const top = above >= gap ? above : Math.min(anchor.bottom + gap, viewport.height - popover.height - gap);
  const left = Math.min(anchor.left, viewport.width - popover.width - gap);
  return { left: Math.max(left, gap), top: Math.max(top, gap) };
}
