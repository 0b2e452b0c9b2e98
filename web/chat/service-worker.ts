// Shows what is pushed while no page is open. It is built by itself, and speaks to nobody.

interface PushEvent extends Event {
  data: { json(): { title?: string; body?: string } } | null;
  waitUntil(work: Promise<unknown>): void;
}

interface WorkerScope {
  addEventListener(type: 'push', listener: (event: PushEvent) => void): void;
  registration: { showNotification(title: string, options: { body: string; icon: string }): Promise<void> };
}

const worker = globalThis as unknown as WorkerScope;

worker.addEventListener('push', (event) => {
  const { title = 'Tidings', body = 'Something is new.' } = event.data?.json() ?? {};
  event.waitUntil(worker.registration.showNotification(title, { body, icon: '/icon.svg' }));
});
