import logging, warnings
log = logging.getLogger(__name__)

def buy(x):
    log.debug('looking')
    log.info('bought %s', x)

def fail(x):
    log.error('failed %s', x)

def old():
    warnings.warn('old', DeprecationWarning, stacklevel=2)

def careful():
    warnings.warn('take care')
