package phasegrid.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.spark.serializer.KryoRegistrator;
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

/** Registers with Kryo every class that travels, and no other: an unregistered class fails the job that sends it. */
public final class Registrator implements KryoRegistrator {
    static final List<Class<? extends Record>> RECORDS = List.of(
            Pack.class,
            Pack.Load.class,
            Parcel.class,
            Parcel.Read.class,
            Outcome.class,
            Row.class,
            Address.class,
            Circumstances.class,
            Shipped.class,
            FoldedPoint.class,
            Measured.class,
            Measurement.class,
            Estimate.class,
            Interval.class,
            Judgement.class,
            Phase.class);

    @Override
    public void registerClasses(Kryo kryo) {
        RECORDS.forEach(type -> register(kryo, type));
        List.of(
                        ArrayList.class,
                        HashMap.class,
                        LinkedHashMap.class,
                        Status.class,
                        byte[].class,
                        float[].class,
                        double[].class,
                        Object[].class)
                .forEach(kryo::register);
    }

    private static <R extends Record> void register(Kryo kryo, Class<R> type) {
        kryo.register(type, new RecordSerializer<>(type));
    }
}
