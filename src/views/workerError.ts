import i18next from 'i18next';

/** Why a worker ended, in words. One whose own file did not come says nothing at all: the event then has no message. */
export const workerError = ({ message }: { message?: string }): string => message || i18next.t('missing.worker');
