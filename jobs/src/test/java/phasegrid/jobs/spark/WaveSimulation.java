package phasegrid.jobs.spark;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A run of many cores, event by event: waves of packs as {@link Waves} and {@link Packing} make them, a scheduler and a
 * driver that do one thing at a time, executors that are slow or die. Seconds throughout; nothing is computed.
 */
final class WaveSimulation {
    private static final int CORES = 4;
    private static final double DETECTED = 1;
    private static final double REPLACED = 20;
    private static final double RHYTHM = 5;

    /**
     * What the driver's side costs.
     *
     * @param start before the first task runs
     * @param task of Spark's scheduler for a task
     * @param batch of the driver for a batch: to plan it, to take it in, to store its rows
     * @param commit of a commit besides
     */
    record Costs(double start, double task, double batch, double commit) {}

    /**
     * What is run, on what.
     *
     * @param cores how many
     * @param seconds core-seconds of all batches
     * @param batch seconds of a batch, as predicted
     * @param spread standard deviation of the logarithm of true over predicted cost, from pack to pack
     * @param slow share of executors that take three times as long
     * @param lost deaths of an executor an hour
     * @param mostBatches batches of a wave
     */
    record Load(int cores, double seconds, double batch, double spread, double slow, double lost, long mostBatches) {}

    /**
     * What came of it.
     *
     * @param seconds how long it took
     * @param efficiency core-seconds of work over cores times seconds
     * @param scheduler share of the time in which the scheduler was busy
     * @param driver share of the time in which the driver was busy
     * @param repeated share of the work that was done more than once
     */
    record Outcome(double seconds, double efficiency, double scheduler, double driver, double repeated) {}

    private record Task(int wave, double seconds, long batches) {}

    private record Core(int executor, double free) {}

    private final Costs costs;
    private final Load load;
    private final Packing packing;
    private final SplittableRandom random;
    private final Deque<Task> ready = new ArrayDeque<>();
    private final PriorityQueue<Core> cores =
            new PriorityQueue<>(Comparator.comparingDouble(Core::free).thenComparingInt(Core::executor));
    private final double[] speed;
    private final double[] death;
    private final double[] waveEnds = new double[1 << 12];
    private double left;
    private double scheduler;
    private double driver;
    private double schedulerBusy;
    private double driverBusy;
    private double committed;
    private double repeated;
    private int waves;

    private WaveSimulation(Costs costs, Load load, Packing packing, long seed) {
        this.costs = costs;
        this.load = load;
        this.packing = packing;
        random = new SplittableRandom(seed);
        left = load.seconds();
        int executors = (load.cores() + CORES - 1) / CORES;
        speed = new double[executors];
        death = new double[executors];
        for (int e = 0; e < executors; e++) {
            speed[e] = random.nextDouble() < load.slow() ? 3 : 1;
            death[e] = lifetime();
        }
        for (int c = 0; c < load.cores(); c++) {
            cores.add(new Core(c / CORES, costs.start()));
        }
        scheduler = costs.start();
        driver = costs.start();
        committed = costs.start();
    }

    static Outcome run(Costs costs, Load load, Packing packing, long seed) {
        return new WaveSimulation(costs, load, packing, seed).run();
    }

    private double lifetime() {
        return load.lost() == 0 ? Double.POSITIVE_INFINITY : -Math.log(1 - random.nextDouble()) * 3600 / load.lost();
    }

    private Outcome run() {
        send();
        send();
        while (!ready.isEmpty() || left > 0) {
            if (ready.isEmpty()) {
                scheduler = Math.max(scheduler, lastButOne());
                send();
            } else {
                start(ready.poll(), cores.poll());
            }
        }
        double end = Math.max(driver, Arrays.stream(waveEnds).max().orElse(0));
        return new Outcome(
                end,
                load.seconds() / (load.cores() * end),
                schedulerBusy / end,
                driverBusy / end,
                repeated / load.seconds());
    }

    /** When all waves but one have come back: two are out at a time. */
    private double lastButOne() {
        double last = 0;
        double before = 0;
        for (int w = 0; w < waves; w++) {
            before = Math.max(before, Math.min(last, waveEnds[w]));
            last = Math.max(last, waveEnds[w]);
        }
        return before;
    }

    private void send() {
        double seconds = Math.min(left, Math.min(packing.wave() * load.cores(), load.mostBatches() * load.batch()));
        double target =
                Math.min(packing.longest(), Math.max(packing.shortest(), seconds / (packing.tasks() * load.cores())));
        double pack = Math.max(load.batch(), target);
        double open = seconds;
        while (open > 1e-9) {
            double predicted = Math.min(pack, open);
            double spread = load.spread() * gaussian();
            double factor = Math.exp(spread - load.spread() * load.spread() / 2);
            ready.add(new Task(waves, predicted * factor, Math.max(1, Math.round(predicted / load.batch()))));
            open -= predicted;
        }
        left -= seconds;
        left = left < 1e-9 ? 0 : left;
        waves++;
    }

    private double gaussian() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private void start(Task task, Core core) {
        double begin = Math.max(core.free(), scheduler);
        scheduler = begin + costs.task();
        schedulerBusy += costs.task();
        double end = begin + costs.task() + task.seconds() * speed[core.executor()];
        while (death[core.executor()] < begin) {
            death[core.executor()] += REPLACED + lifetime();
        }
        if (death[core.executor()] < end) {
            repeated += death[core.executor()] - begin;
            waveEnds[task.wave()] = Math.max(waveEnds[task.wave()], death[core.executor()] + DETECTED);
            cores.add(new Core(core.executor(), death[core.executor()] + REPLACED));
            ready.addFirst(task);
        } else {
            cores.add(new Core(core.executor(), end));
            takeIn(task, end);
        }
    }

    private void takeIn(Task task, double end) {
        double work = costs.batch() * task.batches() + (end - committed > RHYTHM ? costs.commit() : 0);
        committed = end - committed > RHYTHM ? end : committed;
        driver = Math.max(driver, end - costs.batch() * task.batches()) + work;
        driverBusy += work;
        waveEnds[task.wave()] = Math.max(waveEnds[task.wave()], Math.max(end, driver));
    }
}
