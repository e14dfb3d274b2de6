package phasegrid.engine.bench;

import java.util.Locale;

/**
 * What one kernel took, beside its peers in the same run.
 *
 * @param workload what was timed
 * @param nanoseconds of a unit
 * @param peak floating-point operations per nanosecond of this core
 * @param cpp nanoseconds of the C++ kernel, NaN without
 * @param numpy nanoseconds of NumPy's
 */
record Timing(Workload workload, double nanoseconds, double peak, double cpp, double numpy) {
    /** Times that are matrix products are OpenBLAS's when NumPy does them. */
    private boolean product() {
        return workload.kernel().startsWith("score-");
    }

    double fractionOfPeak() {
        return workload.operations() == 0 ? Double.NaN : workload.operations() / nanoseconds / peak;
    }

    double toCpp() {
        return nanoseconds / cpp;
    }

    double toNumpy() {
        return product() ? Double.NaN : nanoseconds / numpy;
    }

    double toOpenblas() {
        return product() ? nanoseconds / numpy : Double.NaN;
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"kernel\":\"%s\",\"unit\":\"%s\",\"ns\":%s,\"fraction_of_peak\":%s,\"ratio_cpp\":%s,"
                        + "\"ratio_numpy\":%s,\"ratio_openblas\":%s,\"target_cpp\":%s}",
                workload.kernel(),
                workload.unit(),
                number(nanoseconds, "null"),
                number(fractionOfPeak(), "null"),
                number(toCpp(), "null"),
                number(toNumpy(), "null"),
                number(toOpenblas(), "null"),
                number(workload.target(), "null"));
    }

    String row(String format, String nothing) {
        return String.format(
                Locale.ROOT,
                format,
                workload.kernel(),
                workload.unit(),
                number(nanoseconds, nothing),
                number(fractionOfPeak(), nothing),
                number(toCpp(), nothing),
                number(toNumpy(), nothing),
                number(toOpenblas(), nothing),
                number(workload.target(), nothing));
    }

    private static String number(double x, String nothing) {
        return Double.isFinite(x) ? String.format(Locale.ROOT, "%.3g", x) : nothing;
    }
}
