import type { UserView } from '@/lib/auth/schema';
import type { WireUser } from '@/lib/realtime/events';

export function userToWire(user: UserView): WireUser {
  return { id: user.id, name: user.name, display_name: user.displayName, avatar: user.avatar };
}

export function userFromWire(user: WireUser): UserView {
  return { id: user.id, name: user.name, displayName: user.display_name, avatar: user.avatar };
}

export function tokenToWire(issued: { token: string; expiresAt: number }) {
  return { token: issued.token, expires_at: new Date(issued.expiresAt).toISOString() };
}
