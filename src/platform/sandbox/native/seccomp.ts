/**
 * A filter of system calls for programs under bubblewrap, as the kernel reads it (classic BPF). Only for x86-64: the
 * numbers of calls differ elsewhere, and a filter that looks at wrong numbers would be none.
 */

const load = (offset: number): Instruction => [0x20, 0, 0, offset];
const ifEqual = (value: number, yes: number, no: number): Instruction => [0x15, yes, no, value];
const ifAtLeast = (value: number, yes: number, no: number): Instruction => [0x35, yes, no, value];
const ifAnyBit = (bits: number, yes: number, no: number): Instruction => [0x45, yes, no, bits];
const answer = (value: number): Instruction => [0x06, 0, 0, value];

/** Code, steps to jump if so, steps to jump if not, operand. */
type Instruction = readonly [code: number, yes: number, no: number, operand: number];

const allow = answer(0x7fff0000);
const kill = answer(0x80000000);
const refuse = answer(0x00050000 | 1);
const unknown = answer(0x00050000 | 38);

const [number, architecture, firstArgument, secondArgument] = [0, 4, 16, 24];
const x8664 = 0xc000003e;
const x32 = 0x40000000;
const newUserNamespace = 0x10000000;

/** What a program that computes never needs, and what past escapes were built on. */
export const refused: Readonly<Record<string, number>> = {
  ptrace: 101,
  personality: 135,
  pivot_root: 155,
  acct: 163,
  settimeofday: 164,
  mount: 165,
  umount2: 166,
  swapon: 167,
  swapoff: 168,
  reboot: 169,
  iopl: 172,
  ioperm: 173,
  init_module: 175,
  delete_module: 176,
  quotactl: 179,
  clock_settime: 227,
  mbind: 237,
  set_mempolicy: 238,
  kexec_load: 246,
  add_key: 248,
  request_key: 249,
  keyctl: 250,
  unshare: 272,
  move_pages: 279,
  perf_event_open: 298,
  name_to_handle_at: 303,
  open_by_handle_at: 304,
  setns: 308,
  process_vm_readv: 310,
  process_vm_writev: 311,
  finit_module: 313,
  kexec_file_load: 320,
  bpf: 321,
  userfaultfd: 323,
  io_uring_setup: 425,
  io_uring_enter: 426,
  io_uring_register: 427,
  open_tree: 428,
  move_mount: 429,
  fsopen: 430,
  fsconfig: 431,
  fsmount: 432,
  fspick: 433,
  mount_setattr: 442,
};
const [ioctl, clone, clone3] = [16, 56, 435];
/** They type into the terminal that the program was started from. */
const terminalRequests = [0x5412, 0x541c];

export function seccompFilter(): Uint8Array {
  const program: Instruction[] = [
    load(architecture),
    ifEqual(x8664, 1, 0),
    kill,
    load(number),
    ifAtLeast(x32, 0, 1),
    kill,
    ...Object.values(refused).flatMap((call) => [ifEqual(call, 0, 1), refuse]),
    // Its flags lie in memory, where a filter cannot look; libraries then use `clone`.
    ifEqual(clone3, 0, 1),
    unknown,
    ifEqual(clone, 0, 4),
    load(firstArgument),
    ifAnyBit(newUserNamespace, 0, 1),
    refuse,
    allow,
    ifEqual(ioctl, 0, 2 + 2 * terminalRequests.length),
    load(secondArgument),
    ...terminalRequests.flatMap((request) => [ifEqual(request, 0, 1), refuse]),
    allow,
    allow,
  ];
  const bytes = new DataView(new ArrayBuffer(program.length * 8));
  for (const [index, [code, yes, no, operand]] of program.entries()) {
    bytes.setUint16(index * 8, code, true);
    bytes.setUint8(index * 8 + 2, yes);
    bytes.setUint8(index * 8 + 3, no);
    bytes.setUint32(index * 8 + 4, operand, true);
  }
  return new Uint8Array(bytes.buffer);
}
