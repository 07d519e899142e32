# Runs test files of Minitest, which the build of Ruby does not bring. It is read before the program, gets the tests by
# standard input and writes each verdict on a line that begins with a key.
module Lectern
  require 'json'

  JOB = JSON.parse(STDIN.read, symbolize_names: true).freeze
  OUT = STDOUT
  KEY = JOB[:key]
  NOW = Process.method(:clock_gettime)
  private_constant :JOB, :OUT, :KEY

  class Skipped < StandardError; end

  class << self
    def report(kind, name, milliseconds, text)
      OUT.write("\n#{KEY} #{kind} #{milliseconds} #{name.to_json} #{text.to_json}\n")
      OUT.flush
    end

    # A file that cannot be read is told by each test that uses what is in it.
    def read(path)
      return if JOB[:plan]
      path = path.delete_prefix('./').sub(/(\.rb)?\z/, '.rb')
      Kernel.load(JOB[:unnamed] || "/#{path}")
    rescue ScriptError, StandardError => e
      @broken ||= e
    end

    attr_reader :broken

    def run
      JOB[:tests].each do |file, source|
        TOPLEVEL_BINDING.eval(source, file.to_s)
      rescue ScriptError, StandardError => e
        return report('wrong', file.to_s, 0, said(e)) unless broken || JOB[:plan]
      end
      # What the tests need before they begin could not be read: that is what the file says, in place of its tests.
      Class.new(Minitest::Test) { define_method('test_file') {} } if Minitest::Test.subclasses.empty?
      tests = Minitest::Test.subclasses.sort_by(&:to_s).flat_map(&:planned)
      tests.each { |test| report('plan', test.full_name, 0, '') }
      tests.each { |test| run_one(test) unless JOB[:only] && !JOB[:only].include?(test.full_name) } unless JOB[:plan]
      report('end', '', 0, '')
    end

    def said(error)
      place = error.backtrace&.find { |line| !line.include?('lectern-harness') }
      text = "#{error.class}: #{error.message}"
      place && !error.is_a?(Minitest::Assertion) ? "#{text} (#{place[/\A[^:]+:\d+/]&.delete_prefix('/')})" : text
    end

    def run_one(test)
      report('start', test.full_name, 0, '')
      begun = NOW.call(Process::CLOCK_MONOTONIC)
      status, text = judge(test)
      report(status, test.full_name, ((NOW.call(Process::CLOCK_MONOTONIC) - begun) * 1000).round, text)
    end

    def judge(test)
      raise broken if broken

      begin
        test.setup
        test.public_send(test.name)
      ensure
        test.teardown
      end
      ['passed', '']
    rescue Skipped => e
      ['skipped', e.message]
    rescue Minitest::Assertion => e
      ['failed', e.message]
    rescue SystemExit
      ['error', 'The program ended before the test did.']
    rescue ScriptError, StandardError, SystemStackError => e
      ['error', said(e)]
    end
  end
end

module Minitest
  class Assertion < StandardError; end

  # The assertions that exercises use; each says what was expected and what was found.
  module Assertions
    def assert(holds, message = nil)
      raise Assertion, (message.respond_to?(:call) ? message.call : message) || 'Expected something true.' unless holds

      true
    end

    def refute(holds, message = nil) = assert(!holds, message || 'Expected something false.')

    def assert_equal(expected, actual, message = nil)
      assert(expected == actual, message || "Expected #{expected.inspect}, found #{actual.inspect}.")
    end

    def refute_equal(expected, actual, message = nil)
      assert(expected != actual, message || "Expected anything but #{expected.inspect}.")
    end

    def assert_nil(actual, message = nil) = assert(actual.nil?, message || "Expected nil, found #{actual.inspect}.")
    def refute_nil(actual, message = nil) = assert(!actual.nil?, message || 'Expected anything but nil.')

    def assert_same(expected, actual, message = nil)
      assert(expected.equal?(actual), message || "Expected the same object as #{expected.inspect}.")
    end

    def assert_in_delta(expected, actual, delta = 0.001, message = nil)
      assert((expected - actual).abs <= delta, message || "Expected #{expected} within #{delta}, found #{actual}.")
    end

    def assert_includes(collection, item, message = nil)
      assert(collection.include?(item), message || "Expected #{collection.inspect} to include #{item.inspect}.")
    end

    def refute_includes(collection, item, message = nil)
      assert(!collection.include?(item), message || "Expected #{collection.inspect} without #{item.inspect}.")
    end

    def assert_empty(collection, message = nil)
      assert(collection.empty?, message || "Expected #{collection.inspect} to be empty.")
    end

    def refute_empty(collection, message = nil) = assert(!collection.empty?, message || 'Expected something in it.')

    def assert_match(pattern, text, message = nil)
      pattern = Regexp.new(Regexp.escape(pattern)) if pattern.is_a?(String)
      assert(pattern =~ text, message || "Expected #{text.inspect} to match #{pattern.inspect}.")
    end

    def refute_match(pattern, text, message = nil)
      assert(pattern !~ text, message || "Expected #{text.inspect} not to match #{pattern.inspect}.")
    end

    def assert_instance_of(kind, actual, message = nil)
      assert(actual.instance_of?(kind), message || "Expected an instance of #{kind}, found #{actual.class}.")
    end

    def assert_kind_of(kind, actual, message = nil)
      assert(actual.is_a?(kind), message || "Expected a #{kind}, found #{actual.class}.")
    end

    def assert_respond_to(actual, name, message = nil)
      assert(actual.respond_to?(name), message || "Expected it to answer to #{name}.")
    end

    def assert_operator(one, operator, other, message = nil)
      assert(one.public_send(operator, other), message || "Expected #{one.inspect} #{operator} #{other.inspect}.")
    end

    def assert_predicate(actual, name, message = nil)
      assert(actual.public_send(name), message || "Expected #{actual.inspect} to be #{name}.")
    end

    def refute_predicate(actual, name, message = nil)
      assert(!actual.public_send(name), message || "Expected #{actual.inspect} not to be #{name}.")
    end

    def assert_raises(*kinds)
      kinds = [StandardError] if kinds.empty?
      yield
    rescue *kinds => e
      e
    rescue Assertion
      raise
    rescue ScriptError, StandardError => e
      raise Assertion, "Expected #{kinds.join(', ')}, found #{e.class}: #{e.message}"
    else
      raise Assertion, "Expected #{kinds.join(', ')}; nothing was raised."
    end

    def assert_output(stdout = nil, stderr = nil, &block)
      printed, warned = capture_io(&block)
      fits = ->(wanted, found) { wanted.nil? || (wanted.is_a?(Regexp) ? wanted =~ found : wanted == found) }
      assert(fits.call(stdout, printed), "Expected the output #{stdout.inspect}, found #{printed.inspect}.")
      assert(fits.call(stderr, warned), "Expected the warning #{stderr.inspect}, found #{warned.inspect}.")
    end

    def capture_io
      require 'stringio'
      before = [$stdout, $stderr]
      $stdout, $stderr = StringIO.new, StringIO.new
      yield
      [$stdout.string, $stderr.string]
    ensure
      $stdout, $stderr = before
    end

    def skip(reason = '') = raise(Lectern::Skipped, reason)
    def flunk(message = 'Failed.') = raise(Assertion, message)
    def pass = true
  end

  class Test
    include Assertions

    attr_reader :name

    def initialize(name) = @name = name
    def full_name = "#{self.class.name || 'Tests'}##{name}"
    def setup; end
    def teardown; end

    def self.planned
      methods = public_instance_methods(true).select { |name| name.start_with?('test_') }
      (methods.sort.map { |name| new(name.to_s) }) + subclasses.flat_map(&:planned)
    end
  end
end

module Kernel
  alias lectern_require require

  def require(name)
    return true if %w[minitest minitest/autorun minitest/pride].include?(name)

    lectern_require(name)
  end

  def require_relative(name) = Lectern.read(name)
end

Lectern.run
exit!(0)
