/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-live-thread.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WeirLiveRecording:
 *
 * The recording of a WeirLive, if there is one: a file that takes all that
 * passes (weir-recorder.h).
 *
 * Properties (all notify): `path` (string, nullable: the file while it
 * records), `n-events` (uint64: written), `n-lost` (uint64).
 * Signal: `ended (const char *path, const char *problem)`: the file is complete,
 * or the problem (nullable) says why it is not.
 */
#define WEIR_TYPE_LIVE_RECORDING (weir_live_recording_get_type ())
G_DECLARE_FINAL_TYPE (WeirLiveRecording,
                      weir_live_recording,
                      WEIR,
                      LIVE_RECORDING,
                      GObject)

WeirLiveRecording *weir_live_recording_new (void);

/**
 * weir_live_recording_start:
 * @path: file name
 * @flow: (nullable): what the flow file is called
 *
 * Begins, if a flow runs and nothing is recorded yet; when the run ends, so does
 * the recording.
 *
 * Returns: whether it does
 */
gboolean weir_live_recording_start (WeirLiveRecording *self,
                                    const char        *path,
                                    const char        *flow);
void     weir_live_recording_stop (WeirLiveRecording *self);

/* Returns: (transfer none) (nullable): where it records to */
const char *weir_live_recording_get_path (WeirLiveRecording *self);
guint64     weir_live_recording_get_n_events (WeirLiveRecording *self);
guint64     weir_live_recording_get_n_lost (WeirLiveRecording *self);

/* For its WeirLive: the run there is now (nullable, borrowed), and its news. */
void
     weir_live_recording_set_thread (WeirLiveRecording *self, WeirLiveThread *thread);
void weir_live_recording_take_news (WeirLiveRecording  *self,
                                    const WeirLiveNews *news);

G_END_DECLS
