from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool, Process, Queue, cpu_count
from multiprocessing.pool import ThreadPool


def count_letters(text):
    return Counter(letter for letter in text.lower() if letter.isalpha())


def add(counters):
    return sum(counters, Counter())


def calculate(texts):
    with Pool(processes=cpu_count()) as pool:
        by_processes = add(pool.map(count_letters, texts))
    with ThreadPool(2) as pool:
        by_threads = add(pool.imap_unordered(count_letters, texts))
    with ProcessPoolExecutor() as executor:
        by_executor = add(executor.map(count_letters, texts, chunksize=2))
    assert by_processes == by_threads == by_executor
    return by_processes


def square(number, answers):
    answers.put(number * number)


def squares(numbers):
    answers = Queue()
    workers = [Process(target=square, args=(number, answers)) for number in numbers]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    return sorted(answers.get() for _ in numbers)
