/** Those whom the server's demo data brings to life. */
export const demoUsers = [
  { id: 'alice', name: 'Alice Abbot' },
  { id: 'bob', name: 'Bob Baptiste' },
  { id: 'carol', name: 'Carol Çelik' },
  { id: 'dave', name: 'Dave Dimitrov' },
  { id: 'erin', name: 'Erin Ekström' },
  { id: 'frank', name: 'Frank Fujita' },
  { id: 'grace', name: 'Grace Green' },
  { id: 'heidi', name: 'Heidi Hoffmann' },
  { id: 'ivan', name: 'Ivan Ilić' },
  { id: 'judy', name: 'Judy Jansen' },
  { id: 'kofi', name: 'Kofi Kumi' },
  { id: 'lena', name: 'Lena Lindqvist' },
] as const;
