/** Routes of the own account: signing in and out, the first steps, the profile, and what a visitor may choose. */
import type { OwnSecretsController } from '../controllers/own-secrets-controller';
import type { ProfileController } from '../controllers/profile-controller';
import type { SignInController } from '../controllers/sign-in-controller';
import type { Route } from './route';

export interface AccountControllers {
  readonly signIn: SignInController;
  readonly secrets: OwnSecretsController;
  readonly profile: ProfileController;
}

export function accountRoutes({ signIn, secrets, profile }: AccountControllers): readonly Route[] {
  return [
    { method: 'get', path: '/login', who: 'visitor', handle: signIn.loginPage },
    { method: 'post', path: '/login', who: 'visitor', handle: signIn.signIn },
    { method: 'post', path: '/logout', who: 'visitor', handle: signIn.signOut },
    { method: 'get', path: '/unlock', who: 'everyone', handle: signIn.unlockPage },
    { method: 'post', path: '/unlock', who: 'everyone', handle: signIn.unlock },
    { method: 'get', path: '/welcome', who: 'everyone', handle: secrets.welcome },
    { method: 'get', path: '/welcome/password', who: 'everyone', handle: secrets.passwordPage('welcome') },
    { method: 'post', path: '/welcome/password', who: 'everyone', handle: secrets.changePassword('welcome') },
    { method: 'get', path: '/welcome/code', who: 'everyone', handle: secrets.codePage('welcome') },
    { method: 'post', path: '/welcome/code', who: 'everyone', handle: secrets.enrolCode('welcome') },
    { method: 'post', path: '/preferences', who: 'visitor', handle: profile.setPreferences },
    { method: 'get', path: '/profile', who: 'everyone', handle: profile.profile },
    { method: 'get', path: '/profile/password', who: 'everyone', handle: secrets.passwordPage('profile') },
    { method: 'post', path: '/profile/password', who: 'everyone', handle: secrets.changePassword('profile') },
    { method: 'get', path: '/profile/code', who: 'everyone', handle: secrets.codePage('profile') },
    { method: 'post', path: '/profile/code', who: 'everyone', handle: secrets.enrolCode('profile') },
    { method: 'get', path: '/profile/sessions', who: 'everyone', handle: profile.sessions },
    { method: 'post', path: '/profile/sessions/end', who: 'everyone', handle: profile.endSession },
  ];
}
