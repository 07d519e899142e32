/** Programs that want out: to the host, to another job, or beyond their limits. */
import type { Language, Outcome } from '../schema.ts';

export interface HostAttack {
  name: string;
  language: Language;
  program: string;
  /** How it ends; several where it depends on who refuses first. Default: by itself, in whatever way. */
  ends?: readonly Outcome[];
}

/** Prints what stands behind `reached` only where an attack works. */
export const reached = 'REACHED-THE-HOST';

const python = (name: string, expression: string): HostAttack => ({
  name,
  language: 'python',
  program: `try:\n    value = ${expression}\n    print("${reached}", value)\nexcept BaseException as error:\n    print("refused", type(error).__name__)\n`,
});
const javascript = (name: string, expression: string): HostAttack => ({
  name,
  language: 'javascript',
  program: `try { const value = ${expression}; print(value === undefined ? 'nothing' : '${reached} ' + value); } catch (error) { print('refused'); }`,
});
const ruby = (name: string, expression: string): HostAttack => ({
  name,
  language: 'ruby',
  program: `begin\n  value = ${expression}\n  puts value.nil? ? "nothing" : "${reached} #{value}"\nrescue Exception\n  puts "refused"\nend\n`,
});
const limited = (name: string, language: Language, program: string, ...ends: Outcome[]): HostAttack => ({
  name,
  language,
  program,
  ends,
});

export const hostAttacks: readonly HostAttack[] = [
  python('reads the passwords of the host', 'open("/etc/passwd").read()'),
  python('reads over the edge of its disk', 'open("../../../../etc/hostname").read()'),
  python('reads about processes', 'open("/proc/self/environ").read()'),
  python('opens a socket', '__import__("socket").socket().connect(("127.0.0.1", 5432))'),
  python('asks for a name', '__import__("socket").getaddrinfo("example.org", 80)'),
  python('starts a process', '__import__("subprocess").run(["ls"], capture_output=True).stdout'),
  python('forks', '__import__("os").fork()'),
  python('replaces itself', '__import__("os").execv("/bin/sh", ["sh"])'),
  python('calls C', '__import__("ctypes").CDLL(None)'),
  python('kills its parent', '__import__("os").kill(1, 9)'),
  python('makes a symbolic link', '__import__("os").symlink("/etc", "/e")'),
  python('starts a thread', '__import__("_thread").start_new_thread(print, ())'),
  python('opens files without end', '[open("f%d" % i, "w") for i in range(100000)]'),
  python(
    'fetches a page',
    '__import__("urllib.request", fromlist=["x"]).urlopen("http://169.254.169.254/").read()',
  ),
  javascript('runs a command from JavaScript', "os.exec(['ls'])"),
  javascript('reads a file from JavaScript', "std.loadFile('/etc/passwd') || undefined"),
  javascript('climbs to the host by constructors', "this.constructor.constructor('return process')().env"),
  javascript('looks for Node', 'require("fs").readFileSync("/etc/passwd")'),
  ruby('runs a command from Ruby', '`ls`'),
  ruby('reads a file from Ruby', 'File.read("/etc/passwd")'),
  ruby('opens a socket from Ruby', 'require("socket") && TCPSocket.new("127.0.0.1", 22)'),
  ruby('forks from Ruby', 'fork { }'),
  limited('includes a file of the host', 'c', '#include "/etc/passwd"\nint main(){return 0;}', 'uncompiled'),
  limited(
    'takes a file of the host into the program',
    'c',
    '__asm__(".incbin \\"/etc/passwd\\"");\nint main(){return 0;}',
    'uncompiled',
    'crashed',
  ),
  limited(
    'expands templates without end',
    'cpp',
    'template<int N> struct A { A<N + 1> a; };\nint main(){ A<0> a; return 0; }',
    'uncompiled',
    'crashed',
    'memory',
    'timeout',
  ),
  limited(
    'writes through a null pointer',
    'c',
    'int main(){ for (char *p = 0;; p += 4096) *p = 1; }',
    'crashed',
  ),
  limited(
    'recurses without end',
    'c',
    'int f(int n){ volatile char b[999]; b[0]=n; return f(n+1)+b[0]; }\nint main(){ return f(0); }',
    'crashed',
  ),
  limited('loops without end', 'python', 'while True: pass', 'timeout'),
  limited('loops without end in JavaScript', 'javascript', 'for (;;) {}', 'timeout'),
  limited('loops without end in Ruby', 'ruby', 'loop {}', 'timeout'),
  limited('sleeps without end', 'python', 'import time\ntime.sleep(10**6)', 'timeout'),
  limited('takes all memory at once', 'python', 'x = bytearray(2**31 - 10**6)', 'exited', 'memory'),
  limited(
    'takes all memory bit by bit',
    'python',
    'x = []\nwhile True: x.append(bytearray(10**6))',
    'exited',
    'memory',
  ),
  limited(
    'takes all memory in JavaScript',
    'javascript',
    'const x = []; for (;;) x.push(new Uint8Array(1e6).fill(1));',
    'exited',
    'memory',
    'crashed',
  ),
  limited(
    'takes all memory in C',
    'c',
    '#include <stdlib.h>\nint main(){ for(;;){ volatile char *p = malloc(1<<20); if (!p) return 9; for (int i = 0; i < 1<<20; i += 4096) p[i] = 1; } }',
    'exited',
    'memory',
  ),
  limited('prints without end', 'python', 'while True: print("x" * 10**5)', 'output'),
  limited('prints errors without end', 'ruby', 'loop { $stderr.puts "x" * 10**5 }', 'output'),
  limited('fills the disk', 'python', 'f = open("f", "wb")\nwhile True: f.write(b"x" * 10**6)', 'files'),
  limited(
    'makes a file with a hole as large as a disk',
    'python',
    'f = open("f", "wb")\nf.seek(10**13)\nf.write(b"x")\nf.flush()',
    'files',
    'exited',
  ),
  limited('stretches a file', 'python', 'f = open("f", "wb")\nf.truncate(10**13)', 'files', 'exited'),
  limited(
    'makes files without end',
    'python',
    'for i in range(10**6): open("f%d" % i, "w").close()',
    'files',
  ),
  limited(
    'makes folders without end',
    'python',
    'import os\nfor i in range(10**6): os.mkdir("d%d" % i)',
    'files',
  ),
];
