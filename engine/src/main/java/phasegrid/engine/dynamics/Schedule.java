package phasegrid.engine.dynamics;

/** A way from data to noise: which law at which time, and the clock that ticks along it. */
public sealed interface Schedule permits ForwardProcess, InterpolantPath {
    /** The law at Ornstein-Uhlenbeck time {@code t}, 0 ≤ t; at 0 the data. */
    Level at(double t);

    /** The Ornstein-Uhlenbeck time at which the schedule's own clock shows {@code clock}. */
    double time(double clock);

    /** The schedule's own clock at Ornstein-Uhlenbeck time {@code t}. */
    default double clock(double t) {
        return at(t).clock();
    }
}
