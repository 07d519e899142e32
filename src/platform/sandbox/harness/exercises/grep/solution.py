def grep(pattern, flags, files):
    found = []
    for name in files:
        with open(name) as file:
            for number, line in enumerate(file.readlines(), 1):
                if pattern in line:
                    prefix = f"{name}:" if len(files) > 1 else ""
                    prefix += f"{number}:" if "-n" in flags else ""
                    found.append(prefix + line)
    return "".join(found)
