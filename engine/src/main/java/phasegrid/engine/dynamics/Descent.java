package phasegrid.engine.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import phasegrid.engine.random.RandomStream;

/**
 * Runs blocks of replicas backward from one time to another: the steps of a sampler on its grid, with every coefficient computed
 * once.
 *
 * <p>A replica's bits depend on its own state and stream alone, not on the block. Buffers are allocated once, none in a step;
 * for one thread. Cost of a run: rows · steps · (d Gaussians + the posterior).
 */
public final class Descent {
    private static final int MOST_ROWS = 64;
    private static final int NUMBERS = 1 << 15;
    private static final int CHUNK = 512;
    private static final int MOST_STEPS = 10_000_000;

    /** Is shown states, to look at and not to keep. */
    @FunctionalInterface
    public interface Watcher {
        /** The state at a time: the numbers of {@code states} from {@code from} on, before {@code to}. */
        void sees(double time, double[] states, int from, int to);
    }

    private final int d;
    private final double[] times;
    private final List<Step> steps;
    /** How many steps have been made when the next time of the grid is reached. */
    private final int[] ends;

    private final ReverseSampler sampler;
    private final Level last;
    private final boolean denoised;
    private final int rows;
    private final int chunk;
    private final double[] state;
    private final double[] mean;
    private final double[] before;
    private final double[] drawn;
    private final double[][] noise;
    private final Picard picard;
    private Watcher watcher;
    private int watched = -1;
    private int here = -1;

    private Descent(ForwardProcess process, ReverseSampler sampler, double[] times, boolean denoise, int d) {
        this.d = d;
        this.sampler = sampler;
        this.times = times;
        List<List<Step>> stretches = stretches(process, sampler, times);
        steps = stretches.stream().flatMap(List::stream).toList();
        ends = stretches.stream().mapToInt(List::size).toArray();
        Arrays.parallelPrefix(ends, Integer::sum);
        last = process.at(times[times.length - 1]);
        denoised = denoise && last.noise() > 0;
        rows = Math.max(1, Math.min(MOST_ROWS, NUMBERS / d));
        chunk = Math.max(1, CHUNK / d);
        state = new double[rows * d];
        mean = new double[rows * d];
        before = new double[steps.stream().anyMatch(Step::averaged) ? rows * d : 0];
        picard = sampler instanceof ReverseSampler.Picard p ? new Picard(p, steps, rows, d) : null;
        boolean noisy = picard == null && steps.stream().anyMatch(step -> step.kick() != 0);
        drawn = new double[noisy ? chunk * d : 0];
        noise = new double[noisy ? chunk : 0][rows * d];
    }

    /** The run from {@code from} down to {@code to} on the grid that begins at {@code horizon}, in d coordinates. */
    public static Descent between(
            ForwardProcess process, ReverseSampler sampler, double horizon, double from, double to, int d) {
        return new Descent(process, sampler, ticks(process, sampler, horizon).between(from, to), false, d);
    }

    /** The run from {@code from} down to the grid's tMin, with denoising where the grid asks for it. */
    public static Descent toData(ForwardProcess process, ReverseSampler sampler, double horizon, double from, int d) {
        double to = Math.min(from, sampler.grid().tMin());
        double[] times = ticks(process, sampler, horizon).between(from, to);
        return new Descent(process, sampler, times, sampler.grid().denoise(), d);
    }

    /** About how many posteriors one replica's run from {@code from} to {@code to} takes, at least 1; O(1). */
    public static double evaluations(
            ForwardProcess process, ReverseSampler sampler, double horizon, double from, double to) {
        double end = Math.max(to, sampler.grid().tMin());
        Ticks ticks = ticks(process, sampler, horizon);
        return sampler.evaluations() * (1 + (from > end ? ticks.index(from) - ticks.index(end) : 0));
    }

    /**
     * The times, descending, at which a run of {@link #toData} asks for a posterior, one a step: where steps begin, and the last
     * time where the run is denoised there.
     */
    public static double[] looks(ForwardProcess process, ReverseSampler sampler, double horizon, double from) {
        double[] times = ticks(process, sampler, horizon)
                .between(from, Math.min(from, sampler.grid().tMin()));
        double last = times[times.length - 1];
        return sampler.grid().denoise() && last > 0 ? times : Arrays.copyOf(times, times.length - 1);
    }

    /** Refuses what can't be run from {@code from} to the data: for the constructors of points. */
    public static void check(ForwardProcess process, ReverseSampler sampler, double horizon, double from) {
        double end = sampler.grid().tMin();
        if (end == 0 && process instanceof ForwardProcess.Localisation) {
            throw new IllegalArgumentException(
                    "sampler.grid.tMin = 0 is infinite localisation time; end at a tMin above 0, with denoise = true");
        }
        if (horizon <= end && from > end) {
            throw new IllegalArgumentException("sampler.grid.tMin = " + end
                    + " is not below the beginning of the steps, " + horizon + "; lower it");
        }
        double steps = evaluations(process, sampler, horizon, from, end);
        if (!(steps <= MOST_STEPS)) {
            throw new IllegalArgumentException("t = " + from + " is " + steps + " steps of " + horizon + "/"
                    + sampler.steps() + " away from " + end + ", more than " + MOST_STEPS + "; take longer steps");
        }
    }

    private static Ticks ticks(ForwardProcess process, ReverseSampler sampler, double horizon) {
        return new Ticks(sampler.grid(), sampler.schedule(process), horizon, sampler.steps());
    }

    /** The steps from each time of the grid to the next. */
    private static List<List<Step>> stretches(ForwardProcess process, ReverseSampler sampler, double[] times) {
        Schedule schedule = sampler.schedule(process);
        List<List<Step>> stretches = new ArrayList<>();
        Level from = process.at(times[0]);
        Level there = seen(process, schedule, from);
        for (int i = 1; i < times.length; i++) {
            Level to = process.at(reached(process, sampler, times[i]));
            Level next = seen(process, schedule, to);
            List<Step> stretch = new ArrayList<>();
            for (Step step : sampler.across(schedule, there, next)) {
                stretch.add(schedule == process ? step : step.from(from, there, to, next));
            }
            stretches.add(stretch);
            from = to;
            there = next;
        }
        return stretches;
    }

    /** The time of the process down to which a step is made. */
    private static double reached(ForwardProcess process, ReverseSampler sampler, double time) {
        return sampler instanceof ReverseSampler.InterpolantHeun
                ? Math.max(time, ReverseSampler.EARLIEST_VELOCITY / process.noiseTemperature())
                : time;
    }

    /** The level of another schedule with the same noise-to-signal ratio. */
    private static Level seen(ForwardProcess process, Schedule schedule, Level own) {
        return schedule == process ? own : schedule.at(own.unitTime(process.noiseTemperature()));
    }

    /** The law of the state after a run: {@link Level#DATA} after one that was denoised. */
    public Level end() {
        return denoised ? Level.DATA : last;
    }

    /** The linear steps of a run, in order. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /**
     * The variance after a run of a coordinate that is N(0, {@code variance}) in the data, independent of the others, and has
     * variance {@code start} at the beginning: a linear recursion, whatever the other coordinates do.
     */
    public double spread(double start, double variance) {
        double before = start;
        double now = start;
        double gain = 1;
        for (Step step : steps) {
            double factor = step.gain(variance);
            double rest = sampler instanceof ReverseSampler.ExactKernel ? step.rest(variance) : 0;
            double next =
                    step.averaged() ? square(0.5 * (step.carried() + gain * factor)) * before : square(factor) * now;
            before = step.averaged() ? next : now;
            gain = factor;
            now = next + step.kick() * step.kick() + rest;
        }
        double read = variance * last.shrink() / last.spread(variance);
        return denoised ? read * read * now : now;
    }

    private static double square(double v) {
        return v * v;
    }

    /**
     * Shows row {@code row} of every later run to {@code newWatcher}: where it begins, then at each time of the grid (with
     * Picard's iteration once a window is solved), then what it is denoised to. Nothing is drawn and nothing moves.
     */
    public void watch(int row, Watcher newWatcher) {
        watched = row;
        watcher = newWatcher;
    }

    private void show(double time, double[] states) {
        if (here >= 0) {
            watcher.sees(time, states, here * d, (here + 1) * d);
        }
    }

    /** Shows a state after so many steps, where these reach a time of the grid. */
    private void show(int done, double[] states) {
        int reached = Arrays.binarySearch(ends, done);
        if (reached >= 0) {
            show(times[reached + 1], states);
        }
    }

    /** Moves the first {@code count} rows of {@code x}, row r with the stream {@code random.apply(r)}. */
    public void run(Posterior posterior, double[] x, int count, IntFunction<RandomStream> random) {
        for (int first = 0; first < count; first += rows) {
            int many = Math.min(rows, count - first);
            int offset = first;
            here = watched >= first && watched < first + many ? watched - first : -1;
            System.arraycopy(x, first * d, state, 0, many * d);
            descend(posterior, many, r -> random.apply(offset + r));
            System.arraycopy(denoised ? mean : state, 0, x, first * d, many * d);
        }
    }

    private void descend(Posterior posterior, int count, IntFunction<RandomStream> random) {
        show(times[0], state);
        if (picard != null) {
            picard.run(posterior, state, count, random, this::show);
        } else {
            walk(posterior, count, random);
        }
        if (denoised) {
            posterior.denoise(last, state, count, mean);
            show(Level.DATA.time(), mean);
        }
    }

    private void walk(Posterior posterior, int count, IntFunction<RandomStream> random) {
        int kicked = 0;
        for (int k = 0; k < steps.size(); k++) {
            Step step = steps.get(k);
            if (k + 1 < steps.size() && steps.get(k + 1).averaged()) {
                System.arraycopy(state, 0, before, 0, count * d);
            }
            estimate(posterior, step.at(), count, random);
            if (step.kick() != 0) {
                if (kicked % chunk == 0) {
                    draw(Math.min(chunk, steps.size() - k), count, random);
                }
                step.move(state, mean, noise[kicked++ % chunk], count * d);
            } else {
                step.move(state, mean, count * d);
            }
            if (step.averaged()) {
                average(step.carried(), count * d);
            }
            show(k + 1, state);
        }
    }

    private void estimate(Posterior posterior, Level at, int count, IntFunction<RandomStream> random) {
        if (sampler instanceof ReverseSampler.ExactKernel) {
            posterior.draw(at, state, count, random, mean);
        } else {
            posterior.mean(at, state, count, mean);
        }
    }

    /** Noise for some steps of all rows, each row in bulk from its own stream. */
    private void draw(int forSteps, int count, IntFunction<RandomStream> random) {
        for (int r = 0; r < count; r++) {
            random.apply(r).gaussians(drawn, 0, forSteps * d);
            for (int j = 0; j < forSteps; j++) {
                System.arraycopy(drawn, j * d, noise[j], r * d, d);
            }
        }
    }

    private void average(double carried, int to) {
        for (int i = 0; i < to; i++) {
            state[i] = 0.5 * (state[i] + carried * before[i]);
        }
    }
}
