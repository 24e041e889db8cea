"""Writes asyncio.json: random loops run by real asyncio under a virtual clock, the oracle of AsyncioFidelityTests.

    python3 asyncio_traces.py 7 200 > asyncio.json

A CPU step moves the clock, a wait is asyncio.sleep, tools are Semaphores, the lock is a Lock, the limit a Semaphore around each
coroutine. Times are ticks. `ends` is when each task finished, null if asyncio got stuck. Seeded: the same arguments, the same file.
"""
import asyncio
import json
import random
import sys


class VirtualClockLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__()
        self.ticks = 0.0
        self._clock_resolution = 0.5
        poll = self._selector.select

        def select(timeout=None):
            if timeout is None:
                raise RuntimeError("nothing can move any more")
            if timeout > 0:
                self.ticks = round(self.ticks + timeout)
            return poll(0)

        self._selector.select = select

    def time(self):
        return self.ticks


def random_case(rng):
    tool_count = rng.randint(0, 2)
    tasks = []
    for i in range(rng.randint(2, 8)):
        steps = []
        for _ in range(rng.randint(1, 6)):
            if rng.random() < 0.5:
                steps.append(["cpu", rng.randint(1, 60000)])
            else:
                tool = [rng.randrange(tool_count)] if tool_count and rng.random() < 0.5 else []
                steps.append(["io", rng.randint(5000, 120000)] + tool)
        task = {"steps": steps, "after": [], "lock": []}
        if i and rng.random() < 0.25:
            task["after"] = sorted(rng.sample(range(i), rng.randint(1, min(2, i))))
        if rng.random() < 0.3:
            first = rng.randrange(len(steps))
            task["lock"] = [first, rng.randrange(first, len(steps))]
        tasks.append(task)
    order = list(range(len(tasks)))
    rng.shuffle(order)
    return {
        "tools": [rng.randint(1, 2) for _ in range(tool_count)],
        "tasks": tasks,
        "order": order,
        "limit": rng.choice([0, 0, 0, 2, 3]),
    }


def run(case):
    loop = VirtualClockLoop()
    ends = {}

    async def main():
        tools = [asyncio.Semaphore(places) for places in case["tools"]]
        lock = asyncio.Lock()
        limit = asyncio.Semaphore(case["limit"]) if case["limit"] else None
        coroutines = {}

        async def work(i):
            task = case["tasks"][i]
            for before in task["after"]:
                await coroutines[before]
            for index, step in enumerate(task["steps"]):
                if task["lock"] and task["lock"][0] == index:
                    await lock.acquire()
                if step[0] == "cpu":
                    loop.ticks += step[1]
                elif len(step) == 3:
                    async with tools[step[2]]:
                        await asyncio.sleep(step[1])
                else:
                    await asyncio.sleep(step[1])
                if task["lock"] and task["lock"][1] == index:
                    lock.release()
            ends[i] = int(loop.ticks)

        async def limited(i):
            if limit is None:
                return await work(i)
            async with limit:
                await work(i)

        loop.ticks += 5 * len(case["order"])
        for i in case["order"]:
            coroutines[i] = loop.create_task(limited(i))
        for i in case["order"]:
            await coroutines[i]

    try:
        loop.run_until_complete(main())
    except RuntimeError:
        return None
    finally:
        loop.close()
    return [ends[i] for i in range(len(case["tasks"]))]


def traces(seed, count):
    rng = random.Random(seed)
    for _ in range(count):
        case = random_case(rng)
        yield {**case, "ends": run(case)}


if __name__ == "__main__":
    lines = [json.dumps(case, separators=(",", ":")) for case in traces(int(sys.argv[1]), int(sys.argv[2]))]
    print("[\n" + ",\n".join(lines) + "\n]")
