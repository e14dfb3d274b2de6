package phasegrid.engine.definition;

/** The means of the recorded scalars, as a {@link Observable.Derived} sees them. */
@FunctionalInterface
public interface Means {
    /** The mean of {@code x}; NaN where no replica has given one. */
    double of(Scalar x);
}
