package phasegrid.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.statistics.Interval;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Measurement;
import phasegrid.engine.sweep.Row;
import phasegrid.engine.sweep.Status;
import phasegrid.jobs.table.Circumstances;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** What travels arrives as it was sent, and nothing travels that is not registered. */
class KryoTest {
    private static final double ODD_NAN = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);

    private final SerializerInstance kryo = new KryoSerializer(Cluster.conf("local[1]", "round trips")).newInstance();

    private Object travelled(Object sent) {
        ClassTag<Object> any = ClassTag$.MODULE$.apply(Object.class);
        return kryo.deserialize(kryo.serialize(sent, any), any);
    }

    static Stream<Record> records() {
        Address address = new Address(3, 70_000, 1L << 40);
        Row row = new Row("aa", address, new double[] {1, -0.0, Double.NaN, Double.NEGATIVE_INFINITY});
        Row empty = new Row("", new Address(0, 0, 0), new double[0]);
        Circumstances here = new Circumstances(0.25, "host", "17", "unknown", "");
        Parcel.Read read = new Parcel.Read("aa", "t=1\nd=2", 1, 7);
        Parcel parcel = new Parcel("a.Model", "bb", "cc", List.of("d=2"), List.of(read));
        Parcel bare = new Parcel("", "", "", List.of(), List.of());
        Pack.Load load = new Pack.Load(parcel, List.of(address), List.of(new byte[] {1, -1}));
        Pack.Load noLoad = new Pack.Load(bare, List.of(), List.of());
        Estimate estimate = new Estimate(0.5, Double.NaN, 4, 1);
        Measurement measurement =
                new Measurement(estimate, Interval.NONE, 1, Double.NaN, 2, 3, Double.POSITIVE_INFINITY);
        Measured measured = new Measured(1, 2, 3, 4, Map.of("x", measurement), Status.DIVERGED, List.of("x"));
        Measured nothing = new Measured(0, 0, 0, 0, Map.of(), Status.INCOMPLETE, List.of());
        Judgement judgement = new Judgement(0.5, "exact", 0, -1.5, true);
        Phase phase = new Phase("ordered", "m > 0", 3.5);
        return Stream.of(
                address,
                row,
                empty,
                here,
                read,
                parcel,
                bare,
                load,
                noLoad,
                new Pack(List.of(load, noLoad), false),
                new Pack(List.of(), true),
                new Outcome("bb", address, List.of(row, empty), new byte[] {4}, "", here),
                new Outcome("bb", address, List.of(), new byte[0], "it fell", here),
                new Shipped(row, 0.5),
                estimate,
                Interval.NONE,
                measurement,
                measured,
                nothing,
                judgement,
                phase,
                new FoldedPoint(
                        "aa",
                        "bb",
                        measured,
                        Map.of("x", judgement),
                        Map.of("t_c", Double.NaN),
                        List.of(phase),
                        1,
                        false,
                        Map.of("x", new double[] {1, 2})),
                new FoldedPoint("aa", "bb", nothing, Map.of(), Map.of(), List.of(), 0, true, Map.of()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordArrivesAsItWasSent(Record sent) {
        Object arrived = travelled(sent);
        assertThat(arrived).isExactlyInstanceOf(sent.getClass());
        assertThat(arrived)
                .usingRecursiveComparison()
                .withEqualsForType(
                        (a, b) -> Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b), Double.class)
                .isEqualTo(sent);
    }

    @Test
    void everyRegisteredRecordIsTried() {
        assertThat(records().map(Record::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Registrator.RECORDS.stream().toList());
    }

    @Test
    void everyBitOfAPayloadArrives() {
        Row row = (Row) travelled(new Row("aa", new Address(0, 0, 0), new double[] {ODD_NAN, Double.MIN_VALUE}));
        assertThat(Double.doubleToRawLongBits(row.payload()[0])).isEqualTo(Double.doubleToRawLongBits(ODD_NAN));
        assertThat(row.payload()[1]).isEqualTo(Double.MIN_VALUE);
    }

    private record Stranger(int number) {}

    @Test
    void aClassThatIsNotRegisteredIsRefusedByName() {
        assertThatThrownBy(() -> travelled(new Stranger(1)))
                .hasMessageContaining("not registered")
                .hasMessageContaining("Stranger");
    }

    @Test
    void noSettingTurnsThatOff() {
        System.setProperty("spark.kryo.registrationRequired", "false");
        try {
            assertThat(Cluster.conf("local[1]", "strict").get("spark.kryo.registrationRequired"))
                    .isEqualTo("true");
        } finally {
            System.clearProperty("spark.kryo.registrationRequired");
        }
    }
}
