package phasegrid.jobs.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import phasegrid.engine.definition.Data;
import phasegrid.engine.definition.DataFile;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.data.DataFiles;

/** The data files of a sweep on their way: read by the driver, broadcast, so that an executor fetches each of them once. */
final class SharedData implements Data, Serializable {
    private static final long serialVersionUID = 1L;

    /** The chunks of each file by its content; null where the sweep has no files. */
    private final Broadcast<HashMap<String, ArrayList<Object>>> files;

    private SharedData(Broadcast<HashMap<String, ArrayList<Object>>> files) {
        this.files = files;
    }

    /** The files that {@code spec} names. */
    static SharedData of(JavaSparkContext spark, SweepSpec spec) {
        HashMap<String, ArrayList<Object>> chunks = new HashMap<>();
        spec.regions().stream()
                .flatMap(SharedData::values)
                .filter(Value.Data.class::isInstance)
                .map(value -> ((Value.Data) value).file())
                .forEach(file -> chunks.computeIfAbsent(
                        file.content(), content -> new ArrayList<>(DataFiles.HERE.chunks(file))));
        return new SharedData(chunks.isEmpty() ? null : spark.broadcast(chunks));
    }

    private static Stream<Value> values(SweepSpec.Region region) {
        Map<String, Value> fixed = region.fixed();
        return Stream.concat(
                fixed.values().stream(),
                region.axes().stream().flatMap(axis -> axis.values().stream()).flatMap(java.util.List::stream));
    }

    @Override
    public Rows rows(DataFile file) {
        ArrayList<Object> chunks = files == null ? null : files.value().get(file.content());
        return chunks == null ? Data.NONE.rows(file) : DataFiles.rows(chunks, file.columns());
    }
}
