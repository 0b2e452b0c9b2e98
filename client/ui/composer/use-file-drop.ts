import { type DragEvent, useState } from 'react';

/** Takes files that are dropped on an element. Without `onAddFiles`, drops are the page's. */
export function useFileDrop(onAddFiles: ((files: File[]) => void) | undefined) {
  const [isOver, setIsOver] = useState(false);
  const hasFiles = (event: DragEvent) => onAddFiles !== undefined && event.dataTransfer.types.includes('Files');
  return {
    isOver,
    onDragOver(event: DragEvent) {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave({ currentTarget, relatedTarget }: DragEvent) {
      if (!currentTarget.contains(relatedTarget as Node | null)) setIsOver(false);
    },
    onDrop(event: DragEvent) {
      setIsOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      onAddFiles?.([...event.dataTransfer.files]);
    },
  };
}
