package phasegrid.engine.model;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.BatchResult;
import phasegrid.engine.sweep.BatchRunner;
import phasegrid.engine.sweep.BatchShape;
import phasegrid.engine.sweep.Keys;
import phasegrid.engine.sweep.QuenchCache;
import phasegrid.engine.sweep.Row;
import phasegrid.engine.sweep.Track;
import phasegrid.engine.testing.Pinned;
import phasegrid.engine.testing.Sweeps;

/**
 * The bits of batch (0, 0) at each test point, seed 0, of chains legs 0 and 1: streams, quench, kernels, recording and the
 * size rule of batches.
 */
class GoldenBitsTest {
    @TestFactory
    Stream<DynamicTest> ofEveryModelAreWhatTheyWere() {
        return Models.definitions().stream().map(model -> {
            String name = model.model().card().reference();
            return dynamicTest(
                    name,
                    () -> Pinned.check(
                            name + ".txt",
                            bits(model),
                            "raise the version of " + model.model().card().id()
                                    + ", then write the file of the new one"));
        });
    }

    private static <P extends Record, Q> List<String> bits(Definition<P, Q> definition) {
        List<String> lines = new ArrayList<>();
        for (String point : definition.model().testPoints()) {
            Track<P> track = Sweeps.track(definition, 0, point);
            BatchShape shape = BatchShape.of(definition, track);
            lines.add(point + " | " + shape + " | key "
                    + track.served().get(0).point().key());
            byte[] state = new byte[0];
            for (long leg = 0; leg < (shape.chain() ? 2 : 1); leg++) {
                BatchResult result =
                        BatchRunner.of(definition, track, new QuenchCache()).run(new Address(0, 0, leg), state);
                result.rows()
                        .forEach(row -> lines.add("  payload " + row.address().leg() + " " + digest(row)));
                if (shape.chain()) {
                    lines.add("  state " + leg + " " + Keys.digest(result.state()));
                }
                state = result.state();
            }
        }
        return lines;
    }

    private static String digest(Row row) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * row.payload().length);
        for (double value : row.payload()) {
            bytes.putDouble(value);
        }
        return Keys.digest(bytes.array());
    }
}
