import { mailSentPage, registerForm, registerPage, verifyForm, verifyPage } from './routes/register.tsx';
import { forgotForm, forgotPage, resetForm, resetPage } from './routes/reset.tsx';
import {
  endOtherSessionsForm,
  endSessionForm,
  passwordForm,
  passwordPage,
  profileForm,
  sessionsPage,
  settingsPage,
  verifyAgainForm,
} from './routes/settings.tsx';
import {
  signInForm,
  signInLinkForm,
  signInLinkPage,
  signInPage,
  signOutForm,
  useSignInLink,
} from './routes/sign-in.tsx';

export const endpoints = [
  signInPage,
  signInForm,
  signInLinkPage,
  signInLinkForm,
  useSignInLink,
  signOutForm,
  registerPage,
  registerForm,
  mailSentPage,
  verifyPage,
  verifyForm,
  verifyAgainForm,
  forgotPage,
  forgotForm,
  resetPage,
  resetForm,
  settingsPage,
  profileForm,
  passwordPage,
  passwordForm,
  sessionsPage,
  endSessionForm,
  endOtherSessionsForm,
];
