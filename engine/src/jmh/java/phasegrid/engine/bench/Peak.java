package phasegrid.engine.bench;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The fastest that this core multiplies and adds: twelve independent chains of fused operations in registers. */
final class Peak {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int STEPS = 1000;
    private static final int CHAINS = 12;

    private final double[] out = new double[SPECIES.length()];

    /** Floating-point operations per nanosecond. */
    static double operations() {
        Peak peak = new Peak();
        Clock.least(peak::chains, 1000);
        return 2.0 * CHAINS * STEPS * SPECIES.length() / Clock.least(peak::chains, 200);
    }

    private void chains() {
        DoubleVector m = DoubleVector.broadcast(SPECIES, 0.999);
        DoubleVector a = DoubleVector.broadcast(SPECIES, 0.001);
        DoubleVector s0 = a;
        DoubleVector s1 = a;
        DoubleVector s2 = a;
        DoubleVector s3 = a;
        DoubleVector s4 = a;
        DoubleVector s5 = a;
        DoubleVector s6 = a;
        DoubleVector s7 = a;
        DoubleVector s8 = a;
        DoubleVector s9 = a;
        DoubleVector s10 = a;
        DoubleVector s11 = a;
        for (int i = 0; i < STEPS; i++) {
            s0 = s0.fma(m, a);
            s1 = s1.fma(m, a);
            s2 = s2.fma(m, a);
            s3 = s3.fma(m, a);
            s4 = s4.fma(m, a);
            s5 = s5.fma(m, a);
            s6 = s6.fma(m, a);
            s7 = s7.fma(m, a);
            s8 = s8.fma(m, a);
            s9 = s9.fma(m, a);
            s10 = s10.fma(m, a);
            s11 = s11.fma(m, a);
        }
        s0.add(s1)
                .add(s2)
                .add(s3)
                .add(s4)
                .add(s5)
                .add(s6)
                .add(s7)
                .add(s8)
                .add(s9)
                .add(s10)
                .add(s11)
                .intoArray(out, 0);
    }
}
