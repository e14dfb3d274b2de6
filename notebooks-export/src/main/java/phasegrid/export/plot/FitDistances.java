package phasegrid.export.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import phasegrid.export.tidy.Curve;
import phasegrid.export.tidy.Curves;
import phasegrid.export.tidy.Sample;

/** How far fits lie from a transition line, in standard errors. */
record FitDistances(Curves fits) {
    /** Of all fits, NaN where either is missing. */
    DoubleStream all(String line) {
        return fits.panels().stream()
                .flatMap(panel -> asCurves(panel.curves(), line).stream())
                .flatMapToDouble(curve -> curve.samples().stream().mapToDouble(Sample::z));
    }

    /** NaN where there is none. */
    double meanSquare(String line) {
        return all(line).filter(Double::isFinite).map(z -> z * z).average().orElse(Double.NaN);
    }

    /** The same curves with that distance as their z. */
    static List<Curve> asCurves(List<Curve> curves, String line) {
        return curves.stream()
                .map(curve -> new Curve(curve.key(), samples(curve, line), curve.lines(), curve.slope()))
                .toList();
    }

    private static List<Sample> samples(Curve curve, String line) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < curve.samples().size(); i++) {
            Sample s = curve.samples().get(i);
            double z = (s.value() - curve.lines().get(line)[i]) / s.stderr();
            samples.add(new Sample(s.x(), s.value(), s.stderr(), curve.lines().get(line)[i], "", z, s.phase()));
        }
        return samples;
    }
}
