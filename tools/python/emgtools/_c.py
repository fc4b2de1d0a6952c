"""The public C structures and functions of libemgtools, as ctypes sees them.

Nothing here is for users. tests/python compares every structure with what a C
compiler makes of the public headers.
"""

import ctypes as c
import ctypes.util
import os

LANES = 8
TICKS_PER_S = 10_000_000

(OK, BAD_OPTION, BAD_FILE, NO_INPUT, INTERNAL, NO_MEMORY, NO_OUTPUT, IO_FAILED,
 TRY_AGAIN) = range(9)
DROP, PASS, TREAT = range(3)


def _structure(name, *fields):
    return type(name, (c.Structure,), {"_fields_": list(fields)})


Error = _structure(
    "emg_error", ("status", c.c_int), ("file", c.c_char * 256),
    ("channel", c.c_char * 32), ("frame", c.c_int64), ("byte", c.c_int64),
    ("text", c.c_char * 256))
Warn = c.CFUNCTYPE(None, c.c_void_p, c.POINTER(Error))
Listener = _structure("emg_listener", ("warn", Warn), ("to", c.c_void_p))
Rate = _structure("emg_rate", ("samples", c.c_int64), ("seconds", c.c_int64))
Scale = _structure(
    "emg_scale", ("physical_min", c.c_double), ("physical_max", c.c_double),
    ("digital_min", c.c_double), ("digital_max", c.c_double),
    ("bytes", c.c_int), ("text", c.c_char * 9 * 4))
Channel = _structure(
    "emg_channel", ("label", c.c_char * 64), ("unit", c.c_char * 24),
    ("to_uv", c.c_double), ("kind", c.c_int), ("number", c.c_int),
    ("rectified", c.c_bool), ("bad", c.c_bool), ("muscle", c.c_char * 64),
    ("step", c.c_double), ("scale", Scale),
    ("prefilter", c.c_char * 81), ("transducer", c.c_char * 81))
Format = _structure(
    "emg_format", ("rate", Rate), ("rate_hz", c.c_double),
    ("n_channels", c.c_int), ("channels", c.POINTER(Channel)))
Recording = _structure(
    "emg_recording", ("name", c.c_char * 256), ("format", c.c_char * 16),
    ("n_groups", c.c_int), ("groups", c.POINTER(Format)),
    ("uses", c.POINTER(c.c_int)), ("duration_s", c.c_double),
    ("has_identity", c.c_bool), ("history", c.c_char_p))
Segment = _structure(
    "emg_segment", ("number", c.c_int), ("start", c.c_int64),
    ("first_frame", c.c_int64))
Block = _structure(
    "emg_block", ("group", c.c_int), ("n_channels", c.c_int),
    ("capacity", c.c_int), ("n_frames", c.c_int), ("first_frame", c.c_int64),
    ("segment", Segment), ("frames", c.POINTER(c.c_double)))
Event = _structure(
    "emg_event", ("onset_s", c.c_double), ("duration_s", c.c_double),
    ("text", c.c_char_p))
_next = c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(Block), c.POINTER(Error))
_rewind = c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(Error))
SourceOps = _structure(
    "emg_source_ops", ("name", c.c_char_p), ("select", c.c_void_p),
    ("next", _next), ("rewind", _rewind), ("fingerprint", c.c_void_p),
    ("destroy", c.c_void_p))
Source = _structure(
    "emg_source", ("ops", c.POINTER(SourceOps)), ("recording", Recording),
    ("listener", Listener), ("ended", c.c_bool), ("events", c.POINTER(Event)),
    ("n_events", c.c_int))
Filter = _structure(
    "emg_filter", ("kind", c.c_int), ("order", c.c_int),
    ("low_hz", c.c_double), ("high_hz", c.c_double), ("q", c.c_double),
    ("design", c.c_int), ("ripple_db", c.c_double),
    ("attenuation_db", c.c_double))
Direction = _structure(
    "emg_direction", ("zero_phase", c.c_bool), ("uncorrected", c.c_bool))
Envelope = _structure(
    "emg_envelope", ("kind", c.c_int), ("window_s", c.c_double),
    ("cutoff_hz", c.c_double), ("order", c.c_int),
    ("window_frames", c.c_int64))
OpenOptions = _structure(
    "emg_open_options", ("listener", Listener), ("strict", c.c_bool),
    ("twice", c.c_bool), ("rate_hz", c.c_double), ("names", c.c_char_p),
    ("unit", c.c_char_p), ("full_scale", c.c_double),
    ("forgo_fingerprint", c.c_bool))
Provenance = _structure(
    "emg_provenance", ("tell", c.c_void_p), ("to", c.c_void_p))
CreateOptions = _structure(
    "emg_create_options", ("listener", Listener), ("samples", c.c_int),
    ("force", c.c_bool), ("step", c.c_char_p), ("origin", c.c_void_p),
    ("provenance", Provenance))

SinkOps = _structure(
    "emg_sink_ops", ("name", c.c_char_p),
    ("take", c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(Block),
                         c.POINTER(Error))),
    ("event", c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(Event),
                          c.POINTER(Error))),
    ("finish", c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(Error))),
    ("destroy", c.c_void_p))
Sink = _structure("emg_sink", ("ops", c.POINTER(SinkOps)))
Conditioning = _structure(
    "emg_conditioning", ("filters", Filter * 16), ("n_filters", c.c_int),
    ("clamped", c.c_bool), ("direction", Direction), ("envelope", Envelope),
    ("mask", c.c_void_p))
Rest = _structure(
    "emg_rest", ("kind", c.c_int), ("from_s", c.c_double),
    ("to_s", c.c_double), ("annotation", c.c_char_p))
RestLevel = _structure(
    "emg_rest_level", ("number", c.c_int), ("state", c.c_int),
    ("mean", c.c_double), ("sd", c.c_double), ("floor", c.c_double),
    ("stands_out", c.c_bool), ("hum", c.c_double), ("clipped", c.c_double),
    ("flat", c.c_double), ("frames", c.c_int64), ("from_s", c.c_double),
    ("to_s", c.c_double))
Pair = _structure(
    "emg_pair", ("a", c.c_int), ("b", c.c_int), ("on_sd", c.c_double),
    ("off_sd", c.c_double), ("floor_mvc", c.c_double), ("mvc_a", c.c_double),
    ("mvc_b", c.c_double), ("gap_s", c.c_double),
    ("min_duration_s", c.c_double), ("min_balance", c.c_double),
    ("max_correlation", c.c_double), ("hold_s", c.c_double),
    ("edges", c.c_int), ("points", c.c_int), ("enough", c.c_int),
    ("false_alarm", c.c_double))
Evidence = _structure(
    "emg_evidence", *((name, c.c_double) for name in (
        "crosstalk_a", "crosstalk_b", "noise_a", "noise_b", "turns_fast",
        "turns_slow", "onset_spread_s", "offset_spread_s")),
    ("alternates", c.c_bool))
Finding = _structure(
    "emg_finding", ("pair", c.c_int), ("type", c.c_int), ("state", c.c_int),
    *((name, c.c_double) for name in (
        "onset_s", "duration_s", "balance", "rudolph", "overlap", "mean_a",
        "mean_b", "peak_a", "peak_b", "correlation", "lag_ms",
        "modulation_hz", "modulation_depth")),
    ("evidence", Evidence), ("flags", c.c_int))
PairSummary = _structure(
    "emg_pair_summary", ("state", c.c_int), ("n_events", c.c_int),
    ("n_suspects", c.c_int), *((name, c.c_double) for name in (
        "analysable_s", "total_s", "longest_s", "median_s", "balance",
        "rudolph", "overlap", "temporal")),
    ("flags", c.c_int))

STRUCTURES = (Error, Listener, Rate, Scale, Channel, Format, Recording,
              Segment, Block, Event, SourceOps, Source, Filter, Direction,
              Envelope, OpenOptions, Provenance, CreateOptions, SinkOps,
              Sink, Conditioning, Rest, RestLevel, Pair, Evidence, Finding,
              PairSummary)


def _load():
    """The library: EMGTOOLS_LIBRARY names another one than the system's."""
    path = (os.environ.get("EMGTOOLS_LIBRARY")
            or ctypes.util.find_library("emgtools") or "libemgtools.so.0")
    try:
        return c.CDLL(path)
    except OSError as error:
        raise ImportError(f"{error}; install libemgtools, or name its file in "
                          "EMGTOOLS_LIBRARY") from None


lib = _load()

_error = c.POINTER(Error)
_source = c.POINTER(Source)
for _name, _result, *_arguments in (
        ("emg_version", c.c_char_p),
        ("emg_open", _source, c.c_char_p, c.POINTER(OpenOptions), _error),
        ("emg_source_select", c.c_int, _source, c.POINTER(c.c_int), _error),
        ("emg_source_destroy", None, _source),
        ("emg_rate_set", c.c_bool, c.POINTER(Rate), c.c_int64, c.c_int64),
        ("emg_channel_set_unit", None, c.POINTER(Channel), c.c_char_p),
        ("emg_kind_name", c.c_char_p, c.c_int),
        ("emg_recording_channels", c.c_int, c.POINTER(Recording)),
        ("emg_recording_clear", None, c.POINTER(Recording)),
        ("emg_recording_through", c.c_int, c.POINTER(Recording),
         c.POINTER(Recording), c.POINTER(c.c_void_p), _error),
        ("emg_block_init", c.c_int, c.POINTER(Block), c.c_int, c.c_int,
         _error),
        ("emg_block_clear", None, c.POINTER(Block)),
        ("emg_array_open", _source, c.c_void_p, c.c_int64, c.POINTER(Format),
         c.c_char_p, _error),
        ("emg_array_create", c.c_void_p, c.POINTER(Recording),
         c.POINTER(c.c_void_p), c.POINTER(c.c_int64), _error),
        ("emg_array_frames", c.c_int64, c.c_void_p, c.c_int),
        ("emg_array_segments", c.POINTER(Segment), c.c_void_p, c.c_int,
         c.POINTER(c.c_size_t)),
        ("emg_array_events", c.POINTER(Event), c.c_void_p,
         c.POINTER(c.c_size_t)),
        ("emg_recording_group", c.c_int, c.POINTER(Recording), c.c_int,
         c.POINTER(Channel), c.POINTER(Rate), c.POINTER(c.c_int), _error),
        ("emg_sink_destroy", None, c.c_void_p),
        ("emg_chain_create", c.c_void_p, c.POINTER(Format), _error),
        ("emg_chain_format", c.POINTER(Format), c.c_void_p),
        ("emg_chain_add", c.c_int, c.c_void_p, c.c_void_p, _error),
        ("emg_chain_destroy", None, c.c_void_p),
        ("emg_filter_create", c.c_void_p, c.POINTER(Format),
         c.POINTER(Filter), c.c_int, Direction, _error),
        ("emg_finite_create", c.c_void_p, c.POINTER(Format), _error),
        ("emg_rectify_create", c.c_void_p, c.POINTER(Format), c.c_bool,
         _error),
        ("emg_envelope_add", c.c_int, c.c_void_p, c.POINTER(Envelope),
         Direction, _error),
        ("emg_run", c.c_int, _source, c.POINTER(c.c_void_p), c.c_void_p,
         c.c_int, _error),
        ("emg_file_type_of", c.c_int, c.c_char_p),
        ("emg_create", c.POINTER(Sink), c.c_char_p, c.c_int,
         c.POINTER(Recording), c.POINTER(CreateOptions), _error),
        ("emg_conditioning_default", Conditioning),
        ("emg_rest_create", c.c_void_p, c.POINTER(Recording),
         c.POINTER(Conditioning), c.POINTER(Rest), _error),
        ("emg_rest_levels", c.POINTER(RestLevel), c.c_void_p,
         c.POINTER(c.c_int)),
        ("emg_cocontract_create", c.c_void_p, c.POINTER(Recording),
         c.POINTER(Conditioning), c.c_int, c.POINTER(Pair), c.c_int,
         c.POINTER(RestLevel), c.c_int, _error),
        ("emg_cocontract_findings", c.POINTER(Finding), c.c_void_p,
         c.POINTER(c.c_int)),
        ("emg_cocontract_summary", PairSummary, c.c_void_p, c.c_int),
        ("emg_finding_name", c.c_char_p, c.c_int),
        ("emg_state_name", c.c_char_p, c.c_int),
        ("emg_duration_class", c.c_char_p, c.c_double),
        ("emg_analyse", c.c_int, _source, c.c_void_p, c.c_int, _error),
        ("emg_analysis_destroy", None, c.c_void_p)):
    getattr(lib, _name).restype = _result
    getattr(lib, _name).argtypes = _arguments
