import sys

def count(text):
    return (len(text.splitlines()), len(text.split()))

def main(argv):
    if argv and argv[0] not in ('--upper',):
        print('unknown option', file=sys.stderr)
        return 2
    out = '{} lines, {} words'.format(*count(sys.stdin.read()))
    print(out.upper() if argv else out)
    return 0
if __name__ == '__main__':
    code = main(sys.argv[1:])
    if code:
        sys.exit(code)
