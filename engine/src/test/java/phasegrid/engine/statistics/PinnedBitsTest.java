package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Measured statistics have the bits that the documented formulas give outside this code, order of summation included. */
class PinnedBitsTest {

    private static final int[] CUTS = {0, 7, 300, 500, 700, 1000};

    private final double[] x = values(1000, i -> (long) i * i * 7919 % 1009 / 1009.0 + i % 50 / 50.0);
    private final double[] y = values(1000, i -> (long) i * i * i * 31 % 997 / 997.0 - i % 50 / 25.0);

    @TestFactory
    Stream<DynamicTest> everyStatisticHasItsBits() {
        Map<String, double[]> measured = measured();
        Map<String, String> pinned = pinned();
        assertThat(measured.keySet()).isEqualTo(pinned.keySet());
        return measured.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> assertThat(hex(entry.getValue())).isEqualTo(pinned.get(entry.getKey()))));
    }

    private Map<String, double[]> measured() {
        Cell cell = Cell.of(x);
        CoMoment pairs = CoMoment.of(x, y, 0, 1000);
        Binning binning = Binning.of(x);
        Interval wilson = Wilson.interval(37, 1000, Wilson.Z95);
        Map<String, double[]> measured = new TreeMap<>();
        measured.put("cell", new double[] {cell.mean(), cell.m2(), cell.stderr()});
        measured.put("cells merged", mergedCells());
        measured.put("co-moment", new double[] {pairs.meanX(), pairs.meanY(), pairs.c()});
        measured.put("co-moments merged", mergedCoMoments());
        measured.put("nested variance", nested());
        measured.put("jackknife of y/x", jackknife());
        measured.put("binning", new double[] {
            binning.error(0), binning.error(3), binning.stderr(), binning.tau(), binning.effectiveSampleSize()
        });
        measured.put("split R-hat", new double[] {SplitRHat.of(chains())});
        measured.put("effective sample size", new double[] {EffectiveSampleSize.of(chains())});
        double[][] reviving = {values(240, i -> (i % 3 < 2 ? 1 : 0) + (long) i * i * 7919 % 1009 / 1009.0 + i / 240.0)};
        measured.put("effective sample size, reviving", new double[] {EffectiveSampleSize.of(reviving)});
        measured.put("Wilson 37 of 1000", new double[] {wilson.low(), wilson.high()});
        return measured;
    }

    private Cell[] cells(double[] values) {
        return IntStream.range(0, 5)
                .mapToObj(i -> Cell.of(values, CUTS[i], CUTS[i + 1]))
                .toArray(Cell[]::new);
    }

    private double[] mergedCells() {
        Cell all = Cell.merge(Arrays.asList(cells(x)));
        return new double[] {all.mean(), all.m2()};
    }

    private double[] mergedCoMoments() {
        CoMoment all = CoMoment.of(x, y, 0, 301).merge(CoMoment.of(x, y, 301, 1000));
        return new double[] {all.meanX(), all.meanY(), all.c()};
    }

    private double[] nested() {
        NestedVariance nested = NestedVariance.of(Arrays.asList(cells(x)));
        return new double[] {nested.thermal(), nested.mean(), nested.stderr(), nested.within(), nested.between()};
    }

    private double[] jackknife() {
        Cell[] ofX = cells(x);
        Cell[] ofY = cells(y);
        double[][] means = new double[5][];
        for (int i = 0; i < 5; i++) {
            means[i] = new double[] {ofX[i].mean(), ofY[i].mean()};
        }
        long[] counts = Arrays.stream(ofX).mapToLong(Cell::count).toArray();
        Jackknife jackknife = Jackknife.of(means, counts, m -> m[1] / m[0]);
        return new double[] {jackknife.value(), jackknife.stderr(), jackknife.corrected()};
    }

    private double[][] chains() {
        return IntStream.range(0, 4)
                .mapToObj(i -> Arrays.copyOfRange(x, 250 * i, 250 * i + 250))
                .toArray(double[][]::new);
    }

    private static double[] values(int n, IntToDoubleFunction value) {
        return IntStream.range(0, n).mapToDouble(value).toArray();
    }

    private static String hex(double[] values) {
        return Arrays.stream(values).mapToObj(Double::toHexString).collect(Collectors.joining(" "));
    }

    private static Map<String, String> pinned() {
        try (InputStream in = PinnedBitsTest.class.getResourceAsStream("pinned-bits.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" = ", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> a + b, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
