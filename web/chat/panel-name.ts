/** What can stand at the right. */
export type PanelName = 'details' | 'connection' | 'notifications' | 'settings';
