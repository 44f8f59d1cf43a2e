// The workload in C++ with GCC's vector extensions: the yardstick of the comparison.
//
// One vector holds the same number of 8 draws (4 without AVX-512); threads share out the blocks of draws.
// What is done beyond the plain recursion of `workload.py`, all of it exact but for rounding:
//  - a reading is at most the number of periods gone by, and so is a level: other cells are left out;
//  - the discount is multiplied into the chances of a report; the chance of a crossing is kept scaled by the
//    discount so that it can use the same chances, and is scaled back at the end;
//  - tables are kept before the rung's cost, whose expectation is taken once per evaluation instead of once per cell;
//  - a table is updated in place: columns (one for each reading) are swept up and down in turn, and a new column
//    takes the slot of the old one that was used last.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <numeric>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

#ifdef __AVX512F__
constexpr int LANES = 8;
#else
constexpr int LANES = 4;
#endif
constexpr int LEVELS = 6, READINGS = 11, RUNGS = 5, PERIODS = 24, THRESHOLDS = 4;
constexpr int TOP = LEVELS - 1;
constexpr double DISCOUNT = 0.98;
// First rows of the table of draws, in the order of `workload.FIELDS`.
constexpr int GAIN = 0, LOSS = 6, STEP = 11, UP = 12, DOWN = 18, HARM = 24, COST = 30;

typedef double Vec __attribute__((vector_size(LANES * 8)));
typedef std::int64_t Mask __attribute__((vector_size(LANES * 8)));

#define UNROLL _Pragma("GCC unroll 16")
#define INLINE __attribute__((always_inline)) inline

// One reading's tables: the challenger's value, the responder's, the scaled chance of a crossing below the top.
struct Column {
    Vec challenger[LEVELS], responder[LEVELS], crossing[TOP];
};

// One reading's payoffs after the move, with the expected cost of the next rung taken off.
struct Payoffs {
    Vec challenger[LEVELS], responder[LEVELS];
};

// A block of draws: what does not hang on the ladder.
struct Block {
    Vec up[LEVELS], stay[LEVELS], down[LEVELS], gain[LEVELS], harm[LEVELS], loss[RUNGS], cost[RUNGS], step;
};

// What each level leads to, before the challenger picks.
struct Moved {
    Vec challenger[LEVELS], responder[LEVELS], crossing[LEVELS];
};

INLINE Vec all(double number) { return Vec{} + number; }

Vec loaded(const double *from) {
    Vec vec;
    std::memcpy(&vec, from, sizeof vec);
    return vec;
}

Block block_of(const double *table, std::size_t draws, std::size_t first) {
    auto row = [&](int number) { return loaded(table + number * draws + first); };
    Block block;
    for (int level = 0; level < LEVELS; ++level) {
        const Vec up = row(UP + level), down = row(DOWN + level);
        block.up[level] = DISCOUNT * up;
        block.down[level] = DISCOUNT * down;
        block.stay[level] = DISCOUNT * (1.0 - up - down);
        block.gain[level] = row(GAIN + level);
        block.harm[level] = row(HARM + level);
    }
    for (int rung = 0; rung < RUNGS; ++rung) {
        block.loss[rung] = row(LOSS + rung);
        block.cost[rung] = row(COST + rung);
    }
    block.step = row(STEP);
    return block;
}

// Hold, then down, then up: each must be strictly better than what was best before it.
INLINE void pick(int level, const Moved &moved, const Vec &step, Column &into) {
    Vec best = moved.challenger[level], responder = moved.responder[level], crossing = moved.crossing[level];
    if (level > 0) {
        const Mask down = moved.challenger[level - 1] > best;
        best = down ? moved.challenger[level - 1] : best;
        responder = down ? moved.responder[level - 1] : responder;
        crossing = down ? moved.crossing[level - 1] : crossing;
    }
    if (level < TOP) {
        const Vec risen = moved.challenger[level + 1] - step;
        const Mask up = risen > best;
        best = up ? risen : best;
        responder = up ? moved.responder[level + 1] : responder;
        crossing = up ? moved.crossing[level + 1] : crossing;
    }
    into.challenger[level] = best;
    into.responder[level] = responder;
    if (level < TOP) into.crossing[level] = crossing;
}

// One period at one reading, for the lowest COUNT levels; `into` may be the column of a neighbour.
// A level is picked as soon as the one above it is known, by when its own entries have been read: few vectors live at once.
template <int COUNT>
INLINE void step_back(const Block &block, const Payoffs &payoffs, const Column &lower, const Column &same,
                      const Column &higher, const Vec &sure, Column &into) {
    constexpr int REACHED = COUNT < LEVELS ? COUNT + 1 : LEVELS;
    Moved moved;
    UNROLL
    for (int level = 0; level < REACHED; ++level) {
        const Vec up = block.up[level], stay = block.stay[level], down = block.down[level];
        moved.challenger[level] = payoffs.challenger[level] + up * higher.challenger[level] +
                                  stay * same.challenger[level] + down * lower.challenger[level];
        moved.responder[level] = payoffs.responder[level] + up * higher.responder[level] +
                                 stay * same.responder[level] + down * lower.responder[level];
        if (level < TOP)
            moved.crossing[level] =
                up * higher.crossing[level] + stay * same.crossing[level] + down * lower.crossing[level];
        else
            moved.crossing[level] = sure;
        if (level > 0) pick(level - 1, moved, block.step, into);
    }
    if (COUNT == LEVELS) pick(TOP, moved, block.step, into);
}

// The tables of one thread: one slot more than there are readings, so that a sweep can move by one.
struct alignas(64) Scratch {
    std::array<Column, READINGS + 1> slots;
    std::array<Payoffs, READINGS> payoffs;
};

// One period at readings 0 .. last. An upward sweep writes each column one slot down, a downward sweep one slot up.
template <int COUNT>
void sweep(const Block &block, Scratch &scratch, int last, bool upward, const Vec &sure) {
    Column *const old = scratch.slots.data() + (upward ? 1 : 0);
    Column *const fresh = scratch.slots.data() + (upward ? 0 : 1);
    for (int turn = 0; turn <= last; ++turn) {
        const int reading = upward ? turn : last - turn;
        const Column &lower = old[std::max(reading - 1, 0)], &higher = old[std::min(reading + 1, READINGS - 1)];
        step_back<COUNT>(block, scratch.payoffs[reading], lower, old[reading], higher, sure, fresh[reading]);
    }
}

void sweep_period(const Block &block, Scratch &scratch, int period, bool upward, const Vec &sure) {
    const int last = std::min(period, READINGS - 1);
    switch (std::min(period + 1, LEVELS)) {
    case 1: return sweep<1>(block, scratch, last, upward, sure);
    case 2: return sweep<2>(block, scratch, last, upward, sure);
    case 3: return sweep<3>(block, scratch, last, upward, sure);
    case 4: return sweep<4>(block, scratch, last, upward, sure);
    case 5: return sweep<5>(block, scratch, last, upward, sure);
    default: return sweep<6>(block, scratch, last, upward, sure);
    }
}

// The last period: nothing follows, so that all readings are alike but for the rung's cost.
void last_period(const Block &block, Scratch &scratch) {
    Moved moved;
    for (int level = 0; level < LEVELS; ++level) {
        moved.challenger[level] = block.gain[level];
        moved.responder[level] = -block.harm[level];
        moved.crossing[level] = all(level == TOP ? DISCOUNT : 0.0);
    }
    Column end;
    for (int level = 0; level < LEVELS; ++level) pick(level, moved, block.step, end);
    for (Column &slot : scratch.slots) slot = end;
}

struct Answer {
    Vec challenger, responder, crossing;
};

Answer evaluate(const Block &block, const std::int64_t *ladder, Scratch &scratch) {
    std::array<int, READINGS> rung{};
    for (int reading = 0; reading < READINGS; ++reading)
        for (int at = 0; at < THRESHOLDS; ++at) rung[reading] += ladder[at] <= reading;
    for (int reading = 0; reading < READINGS; ++reading) {
        const int low = rung[std::max(reading - 1, 0)], here = rung[reading];
        const int high = rung[std::min(reading + 1, READINGS - 1)];
        Payoffs &payoffs = scratch.payoffs[reading];
        UNROLL
        for (int level = 0; level < LEVELS; ++level) {
            const Vec up = block.up[level], stay = block.stay[level], down = block.down[level];
            payoffs.challenger[level] =
                block.gain[level] - up * block.loss[high] - stay * block.loss[here] - down * block.loss[low];
            payoffs.responder[level] =
                -block.harm[level] - up * block.cost[high] - stay * block.cost[here] - down * block.cost[low];
        }
    }
    last_period(block, scratch);
    double sure = DISCOUNT;
    for (int period = PERIODS - 2; period >= 0; --period) {
        sure *= DISCOUNT;
        sweep_period(block, scratch, period, period % 2 == 1, all(sure));
    }
    // The sweep of period 0 goes down, so that reading 0 lies in slot 1.
    const Column &start = scratch.slots[1];
    return {start.challenger[0] - block.loss[rung[0]], start.responder[0] - block.cost[rung[0]],
            start.crossing[0] / all(sure)};
}

// Evaluate some ladders in the first draws on two threads; the answers have axes (number, ladder, draw).
void evaluate_all(const std::vector<std::int64_t> &ladders, std::size_t count, const std::vector<double> &table,
                  std::size_t draws, std::size_t wide, double *answers) {
    constexpr std::size_t CHUNK = 128;
    const std::size_t whole = ladders.size() / THRESHOLDS, chunks = (count + CHUNK - 1) / CHUNK;
    std::atomic<std::size_t> next{0};
    auto work = [&] {
        auto scratch = std::make_unique<Scratch>();
        for (std::size_t job; (job = next++) < chunks * (wide / LANES);) {
            const std::size_t first = job / chunks * LANES, from = job % chunks * CHUNK;
            const Block block = block_of(table.data(), draws, first);
            for (std::size_t at = from; at < std::min(count, from + CHUNK); ++at) {
                const Answer answer = evaluate(block, &ladders[at * whole / count * THRESHOLDS], *scratch);
                double *to = &answers[at * wide + first];
                std::memcpy(to, &answer.challenger, sizeof(Vec));
                std::memcpy(to + count * wide, &answer.responder, sizeof(Vec));
                std::memcpy(to + 2 * count * wide, &answer.crossing, sizeof(Vec));
            }
        }
    };
    std::thread other(work);
    work();
    other.join();
}

// Multiply-adds on sixteen independent vectors: what the machine can do at most.
double multiply_adds(long turns) {
    Vec sums[16];
    for (int at = 0; at < 16; ++at) sums[at] = all(1.0 + at);
    Vec factor = all(0.999999), term = all(1e-6);
    asm volatile("" : "+v"(factor), "+v"(term)); // so that nothing is worked out beforehand
    for (long turn = 0; turn < turns; ++turn) {
        UNROLL
        for (int at = 0; at < 16; ++at) sums[at] = sums[at] * factor + term;
    }
    Vec sum = all(0.0);
    for (int at = 0; at < 16; ++at) sum += sums[at];
    return sum[0];
}

// The instructions of one cell without its loads and stores: 9 multiply-adds, 2 comparisons, 6 choices, 3 subtractions.
double cells(long turns) {
    Vec sums[9], chosen[6], rests[3];
    for (int at = 0; at < 9; ++at) sums[at] = all(1.0 + at);
    for (int at = 0; at < 6; ++at) chosen[at] = all(at);
    for (int at = 0; at < 3; ++at) rests[at] = all(at);
    Vec factor = all(0.999999), term = all(1e-6);
    asm volatile("" : "+v"(factor), "+v"(term));
    for (long turn = 0; turn < turns; ++turn) {
        const Mask first = sums[6] > sums[7], second = sums[7] > sums[8];
        UNROLL
        for (int at = 0; at < 9; ++at) sums[at] = sums[at] * factor + term;
        UNROLL
        for (int at = 0; at < 6; ++at) chosen[at] = (at % 2 ? first : second) ? sums[at] : chosen[at];
        UNROLL
        for (int at = 0; at < 3; ++at) rests[at] = rests[at] - term;
    }
    Vec sum = all(0.0);
    for (const Vec &one : sums) sum += one;
    for (const Vec &one : chosen) sum += one;
    for (const Vec &one : rests) sum += one;
    return sum[0];
}

template <typename Number>
std::vector<Number> file_of(const char *path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::vector<Number> numbers(bytes.size() / sizeof(Number));
    std::memcpy(numbers.data(), bytes.data(), bytes.size());
    return numbers;
}

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Answer `SECONDS INSTRUCTIONS CHECKSUM LANES` for a loop of vector instructions on two threads.
void measure(double (*loop)(long), long turns, long instructions) {
    double other_sum = 0.0;
    const double start = now();
    std::thread other([&] { other_sum = loop(turns); });
    const double sum = loop(turns);
    other.join();
    std::printf("%.9f %ld %.17g %d\n", now() - start, 2 * turns * instructions, sum + other_sum, LANES);
}

} // namespace

// Arguments: the file of ladders, the file of draws, the number of draws. Lines: see worker.py; and `peak`, `cells`.
int main(int count, char **arguments) {
    if (count != 4) return 2;
    const auto ladders = file_of<std::int64_t>(arguments[1]);
    const auto table = file_of<double>(arguments[2]);
    const std::size_t draws = std::strtoul(arguments[3], nullptr, 10);
    std::printf("ready %d lanes\n", LANES);
    std::fflush(stdout);
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        std::string word, path;
        std::size_t some = 0, wide = 0;
        words >> word >> some >> wide >> path;
        if (word == "peak") {
            measure(multiply_adds, 50'000'000, 16);
        } else if (word == "cells") {
            measure(cells, 50'000'000, 20);
        } else {
            const double start = now();
            // Fresh memory each time, as a peer in Python takes it.
            const std::size_t size = 3 * some * wide;
            const std::unique_ptr<double[]> answers(new double[size]);
            evaluate_all(ladders, some, table, draws, wide, answers.get());
            const double seconds = now() - start;
            std::printf("%.9f %zu %.17g\n", seconds, some * wide, std::accumulate(&answers[0], &answers[size], 0.0));
            if (!path.empty())
                std::ofstream(path, std::ios::binary).write(reinterpret_cast<char *>(answers.get()), size * sizeof(double));
        }
        std::fflush(stdout);
    }
    return 0;
}
